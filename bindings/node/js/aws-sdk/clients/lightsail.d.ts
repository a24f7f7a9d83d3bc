import { Lightsail } from '../index';

export = Lightsail;
