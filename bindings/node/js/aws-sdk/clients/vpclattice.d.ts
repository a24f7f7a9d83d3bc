import { VPCLattice } from '../index';

export = VPCLattice;
