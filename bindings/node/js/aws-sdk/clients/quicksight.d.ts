import { QuickSight } from '../index';

export = QuickSight;
