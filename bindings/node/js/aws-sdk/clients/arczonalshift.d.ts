import { ARCZonalShift } from '../index';

export = ARCZonalShift;
