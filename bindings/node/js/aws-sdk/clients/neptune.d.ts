import { Neptune } from '../index';

export = Neptune;
