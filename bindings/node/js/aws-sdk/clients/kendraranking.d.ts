import { KendraRanking } from '../index';

export = KendraRanking;
