import { Amplify } from '../index';

export = Amplify;
