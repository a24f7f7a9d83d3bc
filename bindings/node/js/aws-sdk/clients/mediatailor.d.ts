import { MediaTailor } from '../index';

export = MediaTailor;
