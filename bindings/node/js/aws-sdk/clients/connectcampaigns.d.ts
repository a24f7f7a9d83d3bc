import { ConnectCampaigns } from '../index';

export = ConnectCampaigns;
