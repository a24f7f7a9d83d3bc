import { IoTEventsData } from '../index';

export = IoTEventsData;
