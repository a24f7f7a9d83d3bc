import { ServiceQuotas } from '../index';

export = ServiceQuotas;
