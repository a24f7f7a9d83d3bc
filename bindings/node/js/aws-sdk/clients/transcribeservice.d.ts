import { TranscribeService } from '../index';

export = TranscribeService;
