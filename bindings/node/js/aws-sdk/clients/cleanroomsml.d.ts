import { CleanRoomsML } from '../index';

export = CleanRoomsML;
