'use strict';

const ENTRY = /^aws-sdk(?:\/(.+?))?(?:\.js)?$/;
const FILE = /[\\/]node_modules[\\/]aws-sdk[\\/](global|clients[\\/][a-z0-9]+|lib[\\/](?:aws|core|maintenance_mode_message))\.js$/;

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

module.exports = { facadeName, facadeOfFile };
