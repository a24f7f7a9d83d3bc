import { SSMQuickSetup } from '../index';

export = SSMQuickSetup;
