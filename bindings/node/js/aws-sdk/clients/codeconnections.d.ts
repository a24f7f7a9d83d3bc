import { CodeConnections } from '../index';

export = CodeConnections;
