import { ECRPUBLIC } from '../index';

export = ECRPUBLIC;
