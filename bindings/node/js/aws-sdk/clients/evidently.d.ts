import { Evidently } from '../index';

export = Evidently;
