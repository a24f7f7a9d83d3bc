import { MarketplaceDeployment } from '../index';

export = MarketplaceDeployment;
