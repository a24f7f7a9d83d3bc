import { WorkSpacesThinClient } from '../index';

export = WorkSpacesThinClient;
