import { AutoScaling } from '../index';

export = AutoScaling;
