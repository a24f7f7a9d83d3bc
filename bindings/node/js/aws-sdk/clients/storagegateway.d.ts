import { StorageGateway } from '../index';

export = StorageGateway;
