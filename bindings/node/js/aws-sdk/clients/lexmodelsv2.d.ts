import { LexModelsV2 } from '../index';

export = LexModelsV2;
