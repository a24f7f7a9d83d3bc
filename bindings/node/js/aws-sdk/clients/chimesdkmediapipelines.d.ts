import { ChimeSDKMediaPipelines } from '../index';

export = ChimeSDKMediaPipelines;
