import { MedicalImaging } from '../index';

export = MedicalImaging;
