import { CloudHSMV2 } from '../index';

export = CloudHSMV2;
