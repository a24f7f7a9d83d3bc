import { AppIntegrations } from '../index';

export = AppIntegrations;
