import { MailManager } from '../index';

export = MailManager;
