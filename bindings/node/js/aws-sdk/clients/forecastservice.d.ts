import { ForecastService } from '../index';

export = ForecastService;
