import { PersonalizeRuntime } from '../index';

export = PersonalizeRuntime;
