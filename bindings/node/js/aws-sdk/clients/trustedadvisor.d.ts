import { TrustedAdvisor } from '../index';

export = TrustedAdvisor;
