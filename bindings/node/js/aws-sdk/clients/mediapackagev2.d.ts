import { MediaPackageV2 } from '../index';

export = MediaPackageV2;
