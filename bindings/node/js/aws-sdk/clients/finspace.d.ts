import { Finspace } from '../index';

export = Finspace;
