import { Account } from '../index';

export = Account;
