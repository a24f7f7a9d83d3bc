import { VerifiedPermissions } from '../index';

export = VerifiedPermissions;
