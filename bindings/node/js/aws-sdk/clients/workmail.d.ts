import { WorkMail } from '../index';

export = WorkMail;
