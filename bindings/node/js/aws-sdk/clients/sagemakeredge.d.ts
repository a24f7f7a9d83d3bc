import { SagemakerEdge } from '../index';

export = SagemakerEdge;
