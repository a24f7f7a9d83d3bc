import { WorkSpacesWeb } from '../index';

export = WorkSpacesWeb;
