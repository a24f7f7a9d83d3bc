import { LakeFormation } from '../index';

export = LakeFormation;
