import { Inspector2 } from '../index';

export = Inspector2;
