'use strict';

// `aws-sdk`, and what programs ask for inside of it.
const ENTRY = /^aws-sdk(?:\/(index|global|(?:clients|lib)\/.+?))?(?:\.js)?$/;
const FILE = /[\\/]node_modules[\\/]aws-sdk[\\/]((?:global|clients[\\/][a-z0-9]+|lib[\\/](?:aws|core|maintenance_mode_message))\.js)$/;

/** `aws-sdk/clients/s3` to `keyward/aws-sdk/clients/s3`; nothing for other names. */
function facadeName(specifier) {
  const found = ENTRY.exec(specifier);
  if (!found) return undefined;
  const [, path] = found;
  return !path || path === 'lib/aws' || path === 'index' ? 'keyward/aws-sdk' : `keyward/aws-sdk/${path}`;
}

/** The same for a file of the installed package. */
function facadeOfFile(filename) {
  const [, path] = FILE.exec(filename) ?? [];
  return path && facadeName(`aws-sdk/${path.replaceAll('\\', '/')}`);
}

const ABSENT = new Set(['ERR_PACKAGE_PATH_NOT_EXPORTED', 'ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND']);

/** The error for what is inside of SDK v2 and not of its interface: it has no counterpart. */
function uncovered(specifier, cause) {
  if (!ABSENT.has(cause?.code)) return cause;
  const message = `${specifier} is not covered by keyward/aws-sdk, which answers for aws-sdk here`;
  return Object.assign(new Error(message, { cause }), { code: 'not_supported', hint: 'docs/aws-sdk-v2.md has the list of what is' });
}

module.exports = { facadeName, facadeOfFile, uncovered };
