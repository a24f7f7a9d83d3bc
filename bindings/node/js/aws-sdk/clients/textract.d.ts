import { Textract } from '../index';

export = Textract;
