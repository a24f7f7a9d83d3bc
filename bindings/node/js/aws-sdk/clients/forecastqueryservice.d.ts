import { ForecastQueryService } from '../index';

export = ForecastQueryService;
