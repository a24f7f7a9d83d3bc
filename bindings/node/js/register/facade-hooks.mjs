import hooks from './facade-hooks.cjs';

export const resolve = hooks.resolveLater;
