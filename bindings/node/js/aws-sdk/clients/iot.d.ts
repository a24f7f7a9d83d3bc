import { Iot } from '../index';

export = Iot;
