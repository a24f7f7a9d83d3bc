import { BackupGateway } from '../index';

export = BackupGateway;
