import { MWAA } from '../index';

export = MWAA;
