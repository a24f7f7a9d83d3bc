import { Kafka } from '../index';

export = Kafka;
