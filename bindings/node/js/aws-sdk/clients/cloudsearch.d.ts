import { CloudSearch } from '../index';

export = CloudSearch;
