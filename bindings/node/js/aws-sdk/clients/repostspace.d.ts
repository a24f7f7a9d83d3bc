import { Repostspace } from '../index';

export = Repostspace;
