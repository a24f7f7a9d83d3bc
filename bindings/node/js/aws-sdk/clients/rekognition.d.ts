import { Rekognition } from '../index';

export = Rekognition;
