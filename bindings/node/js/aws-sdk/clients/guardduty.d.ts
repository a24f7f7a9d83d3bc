import { GuardDuty } from '../index';

export = GuardDuty;
