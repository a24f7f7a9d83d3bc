import { WorkLink } from '../index';

export = WorkLink;
