import { DataBrew } from '../index';

export = DataBrew;
