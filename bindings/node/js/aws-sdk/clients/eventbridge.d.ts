import { EventBridge } from '../index';

export = EventBridge;
