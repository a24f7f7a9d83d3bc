import { CleanRooms } from '../index';

export = CleanRooms;
