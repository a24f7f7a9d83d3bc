import { CloudSearchDomain } from '../index';

export = CloudSearchDomain;
