import { CodeDeploy } from '../index';

export = CodeDeploy;
