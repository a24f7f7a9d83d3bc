import { WellArchitected } from '../index';

export = WellArchitected;
