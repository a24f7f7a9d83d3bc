import sandbox from './sandbox.cjs';

export const { startSandbox } = sandbox;
