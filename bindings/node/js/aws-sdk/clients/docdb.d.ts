import { DocDB } from '../index';

export = DocDB;
