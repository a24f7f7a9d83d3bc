import { ConfigService } from '../index';

export = ConfigService;
