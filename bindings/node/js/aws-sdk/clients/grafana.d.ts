import { Grafana } from '../index';

export = Grafana;
