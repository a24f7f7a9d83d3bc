import { Proton } from '../index';

export = Proton;
