import { MediaStore } from '../index';

export = MediaStore;
