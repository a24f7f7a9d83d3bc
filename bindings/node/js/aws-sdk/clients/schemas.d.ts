import { Schemas } from '../index';

export = Schemas;
