import { MigrationHubStrategy } from '../index';

export = MigrationHubStrategy;
