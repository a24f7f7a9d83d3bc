import { LaunchWizard } from '../index';

export = LaunchWizard;
