import { MigrationHubOrchestrator } from '../index';

export = MigrationHubOrchestrator;
