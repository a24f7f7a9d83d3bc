import keyward from './index.cjs';

export const { KeywardError, explain, fromKeyward } = keyward;
