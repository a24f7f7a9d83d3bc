import { ConnectCases } from '../index';

export = ConnectCases;
