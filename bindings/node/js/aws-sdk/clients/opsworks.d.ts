import { OpsWorks } from '../index';

export = OpsWorks;
