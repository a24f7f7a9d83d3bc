import { RolesAnywhere } from '../index';

export = RolesAnywhere;
