import { S3Outposts } from '../index';

export = S3Outposts;
