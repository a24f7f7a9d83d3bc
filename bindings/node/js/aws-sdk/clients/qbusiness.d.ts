import { QBusiness } from '../index';

export = QBusiness;
