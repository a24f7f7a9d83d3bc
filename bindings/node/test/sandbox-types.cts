// Compiled, never run: the same types, as a CommonJS program sees them.
import { startSandbox } from 'keyward/sandbox';

export const control = startSandbox().then((sandbox) => sandbox.control);
