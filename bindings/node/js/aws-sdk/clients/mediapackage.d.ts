import { MediaPackage } from '../index';

export = MediaPackage;
