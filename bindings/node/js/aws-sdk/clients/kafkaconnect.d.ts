import { KafkaConnect } from '../index';

export = KafkaConnect;
