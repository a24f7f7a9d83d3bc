import { AmplifyBackend } from '../index';

export = AmplifyBackend;
