import { LicenseManager } from '../index';

export = LicenseManager;
