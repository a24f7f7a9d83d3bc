import { LexModelBuildingService } from '../index';

export = LexModelBuildingService;
