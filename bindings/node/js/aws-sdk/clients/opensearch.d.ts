import { OpenSearch } from '../index';

export = OpenSearch;
