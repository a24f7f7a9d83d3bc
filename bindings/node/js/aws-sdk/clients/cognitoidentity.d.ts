import { CognitoIdentity } from '../index';

export = CognitoIdentity;
