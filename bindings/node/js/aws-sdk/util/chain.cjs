'use strict';

// What chains of credentials and chains of tokens share.

/** `callback(err, found)` from the first provider that has something, else the last one's error. */
function askInTurn(chain, callback) {
  if (chain.providers.length === 0) callback(new Error('No providers'));
  else if (chain.resolveCallbacks.push(callback) === 1) next(chain, chain.providers.slice());
}

function next(chain, providers, before) {
  if (providers.length === 0 || isBroken(before)) return answer(chain, before);
  const provider = providers.shift();
  const found = typeof provider === 'function' ? provider.call() : provider;
  if (!found.get) return answer(chain, null, found);
  return found.get((err) => (err ? next(chain, providers, err) : answer(chain, err, found)));
}

/** A source that is responsible and cannot answer ends the search: no other identity may stand in for it. */
function isBroken(err) {
  const own = err?.originalError;
  return own?.name === 'KeywardError' && own.tryNextLink === false;
}

function answer(chain, err, found) {
  for (const callback of chain.resolveCallbacks.splice(0)) callback(err, found);
}

module.exports = { askInTurn };
