import { IoTThingsGraph } from '../index';

export = IoTThingsGraph;
