import { HealthLake } from '../index';

export = HealthLake;
