import { ResourceGroupsTaggingAPI } from '../index';

export = ResourceGroupsTaggingAPI;
