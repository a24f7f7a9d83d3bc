import { SimpleDB } from '../index';

export = SimpleDB;
