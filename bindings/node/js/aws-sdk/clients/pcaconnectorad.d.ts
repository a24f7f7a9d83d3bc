import { PcaConnectorAd } from '../index';

export = PcaConnectorAd;
