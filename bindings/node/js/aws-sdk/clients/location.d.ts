import { Location } from '../index';

export = Location;
