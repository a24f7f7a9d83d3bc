import { ServiceCatalog } from '../index';

export = ServiceCatalog;
