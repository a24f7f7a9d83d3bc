import { MediaPackageVod } from '../index';

export = MediaPackageVod;
