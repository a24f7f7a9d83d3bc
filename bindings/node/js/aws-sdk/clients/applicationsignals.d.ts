import { ApplicationSignals } from '../index';

export = ApplicationSignals;
