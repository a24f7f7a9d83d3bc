import { CodeStarconnections } from '../index';

export = CodeStarconnections;
