import { MarketplaceMetering } from '../index';

export = MarketplaceMetering;
