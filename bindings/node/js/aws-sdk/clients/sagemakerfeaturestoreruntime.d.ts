import { SageMakerFeatureStoreRuntime } from '../index';

export = SageMakerFeatureStoreRuntime;
