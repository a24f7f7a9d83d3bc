import { EntityResolution } from '../index';

export = EntityResolution;
