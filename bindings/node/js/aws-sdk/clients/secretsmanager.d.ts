import { SecretsManager } from '../index';

export = SecretsManager;
