import { LicenseManagerUserSubscriptions } from '../index';

export = LicenseManagerUserSubscriptions;
