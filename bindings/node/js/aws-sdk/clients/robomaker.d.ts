import { RoboMaker } from '../index';

export = RoboMaker;
