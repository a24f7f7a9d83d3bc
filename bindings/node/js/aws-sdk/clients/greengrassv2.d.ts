import { GreengrassV2 } from '../index';

export = GreengrassV2;
