import { AmplifyUIBuilder } from '../index';

export = AmplifyUIBuilder;
