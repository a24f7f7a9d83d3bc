import { Outposts } from '../index';

export = Outposts;
