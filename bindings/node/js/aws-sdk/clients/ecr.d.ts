import { ECR } from '../index';

export = ECR;
