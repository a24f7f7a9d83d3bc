import { ServiceCatalogAppRegistry } from '../index';

export = ServiceCatalogAppRegistry;
