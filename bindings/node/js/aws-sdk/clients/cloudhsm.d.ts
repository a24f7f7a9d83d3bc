import { CloudHSM } from '../index';

export = CloudHSM;
