import { CustomerProfiles } from '../index';

export = CustomerProfiles;
