import { ChimeSDKIdentity } from '../index';

export = ChimeSDKIdentity;
