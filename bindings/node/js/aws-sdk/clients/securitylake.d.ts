import { SecurityLake } from '../index';

export = SecurityLake;
