import { ServerlessApplicationRepository } from '../index';

export = ServerlessApplicationRepository;
