import { ResourceGroups } from '../index';

export = ResourceGroups;
