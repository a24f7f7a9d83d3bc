import { LookoutVision } from '../index';

export = LookoutVision;
