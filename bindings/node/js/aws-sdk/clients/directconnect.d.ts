import { DirectConnect } from '../index';

export = DirectConnect;
