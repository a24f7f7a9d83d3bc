import { ResourceExplorer2 } from '../index';

export = ResourceExplorer2;
