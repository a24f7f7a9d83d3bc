import { LicenseManagerLinuxSubscriptions } from '../index';

export = LicenseManagerLinuxSubscriptions;
