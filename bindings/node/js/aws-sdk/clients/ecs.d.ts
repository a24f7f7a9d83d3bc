import { ECS } from '../index';

export = ECS;
