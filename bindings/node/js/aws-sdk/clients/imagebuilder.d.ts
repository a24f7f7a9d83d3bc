import { Imagebuilder } from '../index';

export = Imagebuilder;
