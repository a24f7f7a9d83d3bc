import { DevOpsGuru } from '../index';

export = DevOpsGuru;
