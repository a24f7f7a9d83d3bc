import { ElasticTranscoder } from '../index';

export = ElasticTranscoder;
