import { RDSDataService } from '../index';

export = RDSDataService;
