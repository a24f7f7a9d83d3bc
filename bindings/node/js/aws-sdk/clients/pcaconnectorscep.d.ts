import { PcaConnectorScep } from '../index';

export = PcaConnectorScep;
