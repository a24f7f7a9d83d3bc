import { Pricing } from '../index';

export = Pricing;
