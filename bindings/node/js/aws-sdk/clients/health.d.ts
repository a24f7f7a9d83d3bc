import { Health } from '../index';

export = Health;
