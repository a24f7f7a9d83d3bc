import { CloudControl } from '../index';

export = CloudControl;
