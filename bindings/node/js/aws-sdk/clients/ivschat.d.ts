import { Ivschat } from '../index';

export = Ivschat;
