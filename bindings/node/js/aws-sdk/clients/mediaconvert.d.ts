import { MediaConvert } from '../index';

export = MediaConvert;
