import { GameLift } from '../index';

export = GameLift;
