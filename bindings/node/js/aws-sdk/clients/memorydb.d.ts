import { MemoryDB } from '../index';

export = MemoryDB;
