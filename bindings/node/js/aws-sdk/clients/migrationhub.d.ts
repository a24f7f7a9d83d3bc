import { MigrationHub } from '../index';

export = MigrationHub;
