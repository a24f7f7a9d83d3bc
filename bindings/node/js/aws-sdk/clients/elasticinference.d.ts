import { ElasticInference } from '../index';

export = ElasticInference;
