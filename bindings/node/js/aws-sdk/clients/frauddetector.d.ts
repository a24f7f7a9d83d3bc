import { FraudDetector } from '../index';

export = FraudDetector;
