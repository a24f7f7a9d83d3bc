import { ControlTower } from '../index';

export = ControlTower;
