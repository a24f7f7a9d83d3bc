import { SageMakerGeospatial } from '../index';

export = SageMakerGeospatial;
