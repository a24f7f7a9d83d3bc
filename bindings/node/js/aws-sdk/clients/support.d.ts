import { Support } from '../index';

export = Support;
