import { CloudFront } from '../index';

export = CloudFront;
