import { ElasticBeanstalk } from '../index';

export = ElasticBeanstalk;
