import { SSMContacts } from '../index';

export = SSMContacts;
