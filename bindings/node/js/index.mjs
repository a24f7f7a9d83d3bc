import keyward from './index.cjs';

export const { KeywardError, Vault, configure, explain, fromKeyward } = keyward;
