import { Scheduler } from '../index';

export = Scheduler;
