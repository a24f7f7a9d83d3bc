import { Billingconductor } from '../index';

export = Billingconductor;
