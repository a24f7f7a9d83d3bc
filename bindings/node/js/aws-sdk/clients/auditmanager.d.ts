import { AuditManager } from '../index';

export = AuditManager;
