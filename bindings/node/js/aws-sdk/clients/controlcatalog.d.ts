import { ControlCatalog } from '../index';

export = ControlCatalog;
