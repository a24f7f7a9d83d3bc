import { OpsWorksCM } from '../index';

export = OpsWorksCM;
