import { SSOOIDC } from '../index';

export = SSOOIDC;
