import { FreeTier } from '../index';

export = FreeTier;
