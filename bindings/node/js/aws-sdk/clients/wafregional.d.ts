import { WAFRegional } from '../index';

export = WAFRegional;
