import { EMRcontainers } from '../index';

export = EMRcontainers;
