// `import` of a CommonJS file would read through it twice. Bundlers, which cannot follow this, take bundled.mjs.
import { createRequire } from 'node:module';

const keyward = createRequire(import.meta.url)('./index.cjs');

export const { KeywardError, Vault, clientConfig, configure, explain, fromKeyward } = keyward;
