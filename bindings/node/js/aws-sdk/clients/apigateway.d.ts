import { APIGateway } from '../index';

export = APIGateway;
