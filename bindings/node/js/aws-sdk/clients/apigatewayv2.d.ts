import { ApiGatewayV2 } from '../index';

export = ApiGatewayV2;
