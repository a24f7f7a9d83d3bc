import { ApplicationInsights } from '../index';

export = ApplicationInsights;
