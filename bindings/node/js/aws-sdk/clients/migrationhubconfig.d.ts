import { MigrationHubConfig } from '../index';

export = MigrationHubConfig;
