import { OAM } from '../index';

export = OAM;
