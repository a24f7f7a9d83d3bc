import { Deadline } from '../index';

export = Deadline;
