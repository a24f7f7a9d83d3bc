import { Chime } from '../index';

export = Chime;
