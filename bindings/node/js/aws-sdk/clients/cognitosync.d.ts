import { CognitoSync } from '../index';

export = CognitoSync;
