import { MediaConnect } from '../index';

export = MediaConnect;
