import { CloudDirectory } from '../index';

export = CloudDirectory;
