'use strict';

/** How the service wants an operation signed: `{ type: 'v4' | 'bearer' | 'none', name, region }`. */
function authOf({ config }, operation) {
  const [first] = options(config, operation);
  if (!first) return { type: 'v4', name: config.defaultSigningName ?? config.signingName };
  if (first.schemeId === 'smithy.api#noAuth') return { type: 'none' };
  if (first.schemeId === 'smithy.api#httpBearerAuth') return { type: 'bearer' };
  return { type: 'v4', name: first.signingProperties?.name ?? config.defaultSigningName };
}

const REGION = 'us-east-1';

// Some services decide by their endpoint: any will do, for the name that they sign with is always the same.
function options({ httpAuthSchemeProvider }, operation) {
  try {
    const where = { region: REGION, Region: REGION, UseFIPS: false, UseDualStack: false };
    const all = httpAuthSchemeProvider({ operation, ...where });
    // Version 4a is the second choice of those that offer both.
    return all.filter(({ schemeId }) => schemeId !== 'aws.auth#sigv4a');
  } catch {
    return [];
  }
}

module.exports = { authOf };
