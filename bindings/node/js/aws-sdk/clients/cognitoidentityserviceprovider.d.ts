import { CognitoIdentityServiceProvider } from '../index';

export = CognitoIdentityServiceProvider;
