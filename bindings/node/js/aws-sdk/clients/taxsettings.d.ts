import { TaxSettings } from '../index';

export = TaxSettings;
