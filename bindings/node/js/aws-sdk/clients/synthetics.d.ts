import { Synthetics } from '../index';

export = Synthetics;
