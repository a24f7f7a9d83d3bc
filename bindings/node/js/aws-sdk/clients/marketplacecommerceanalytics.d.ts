import { MarketplaceCommerceAnalytics } from '../index';

export = MarketplaceCommerceAnalytics;
