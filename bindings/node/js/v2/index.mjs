import v2 from './index.cjs';

export const { KeywardCredentials, credentialsFor, install } = v2;
