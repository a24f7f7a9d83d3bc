import { OpenSearchServerless } from '../index';

export = OpenSearchServerless;
