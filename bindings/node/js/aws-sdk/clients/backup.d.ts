import { Backup } from '../index';

export = Backup;
