import { ComprehendMedical } from '../index';

export = ComprehendMedical;
