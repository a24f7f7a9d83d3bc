import { ApplicationAutoScaling } from '../index';

export = ApplicationAutoScaling;
