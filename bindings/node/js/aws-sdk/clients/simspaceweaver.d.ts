import { SimSpaceWeaver } from '../index';

export = SimSpaceWeaver;
