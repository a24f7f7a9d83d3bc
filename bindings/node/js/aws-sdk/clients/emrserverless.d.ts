import { EMRServerless } from '../index';

export = EMRServerless;
