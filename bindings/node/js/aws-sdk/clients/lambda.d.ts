import { Lambda } from '../index';

export = Lambda;
