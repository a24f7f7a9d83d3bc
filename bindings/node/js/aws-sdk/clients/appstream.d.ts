import { AppStream } from '../index';

export = AppStream;
