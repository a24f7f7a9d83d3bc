// What index.mjs is for bundlers.
import keyward from './index.cjs';

export const { KeywardError, Vault, clientConfig, configure, explain, fromKeyward } = keyward;
