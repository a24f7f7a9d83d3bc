import { MigrationHubRefactorSpaces } from '../index';

export = MigrationHubRefactorSpaces;
