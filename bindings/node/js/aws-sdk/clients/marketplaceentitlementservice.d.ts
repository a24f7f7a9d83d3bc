import { MarketplaceEntitlementService } from '../index';

export = MarketplaceEntitlementService;
