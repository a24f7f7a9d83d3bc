import { PersonalizeEvents } from '../index';

export = PersonalizeEvents;
