import { SupportApp } from '../index';

export = SupportApp;
