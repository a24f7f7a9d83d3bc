import { MarketplaceCatalog } from '../index';

export = MarketplaceCatalog;
