import { IoTJobsDataPlane } from '../index';

export = IoTJobsDataPlane;
