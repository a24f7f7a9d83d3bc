import { Panorama } from '../index';

export = Panorama;
