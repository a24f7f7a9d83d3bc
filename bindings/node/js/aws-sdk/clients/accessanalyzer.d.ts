import { AccessAnalyzer } from '../index';

export = AccessAnalyzer;
