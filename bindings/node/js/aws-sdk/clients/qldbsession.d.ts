import { QLDBSession } from '../index';

export = QLDBSession;
