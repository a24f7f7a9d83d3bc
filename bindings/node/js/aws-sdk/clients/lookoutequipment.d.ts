import { LookoutEquipment } from '../index';

export = LookoutEquipment;
