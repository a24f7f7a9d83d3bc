import { MediaStoreData } from '../index';

export = MediaStoreData;
