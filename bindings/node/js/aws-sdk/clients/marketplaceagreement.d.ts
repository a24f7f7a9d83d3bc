import { MarketplaceAgreement } from '../index';

export = MarketplaceAgreement;
