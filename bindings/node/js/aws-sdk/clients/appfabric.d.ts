import { AppFabric } from '../index';

export = AppFabric;
