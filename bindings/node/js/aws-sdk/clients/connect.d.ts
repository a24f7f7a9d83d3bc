import { Connect } from '../index';

export = Connect;
