import { ElastiCache } from '../index';

export = ElastiCache;
