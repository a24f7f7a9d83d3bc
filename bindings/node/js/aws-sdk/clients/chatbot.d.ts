import { Chatbot } from '../index';

export = Chatbot;
