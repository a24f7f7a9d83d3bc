import { DocDBElastic } from '../index';

export = DocDBElastic;
