import { SSMIncidents } from '../index';

export = SSMIncidents;
