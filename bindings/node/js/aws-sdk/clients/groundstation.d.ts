import { GroundStation } from '../index';

export = GroundStation;
