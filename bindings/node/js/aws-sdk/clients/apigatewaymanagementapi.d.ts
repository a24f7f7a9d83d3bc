import { ApiGatewayManagementApi } from '../index';

export = ApiGatewayManagementApi;
