import { WorkMailMessageFlow } from '../index';

export = WorkMailMessageFlow;
