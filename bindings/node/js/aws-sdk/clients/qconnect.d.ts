import { QConnect } from '../index';

export = QConnect;
