import { Greengrass } from '../index';

export = Greengrass;
