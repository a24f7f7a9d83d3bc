'use strict';

// One identity in this thread for equal options in an equal environment, however many providers ask for it. Nobody is kept
// alive by being found here.

const { decides } = require('./environment.cjs');
const { Held } = require('./held.cjs');

const known = new Map();
const gone = new FinalizationRegistry((key) => {
  if (known.get(key)?.deref() === undefined) known.delete(key);
});

function shared(settings, profile) {
  const key = keyOf(settings, profile);
  const there = known.get(key)?.deref();
  if (there !== undefined) return there;
  const held = new Held(settings);
  known.set(key, new WeakRef(held));
  gone.register(held, key);
  return held;
}

/** No secret is a part of it: a key counts by its id. */
function keyOf(settings, profile) {
  const options = JSON.stringify({ ...settings, profile }, (name, value) => {
    if (name === 'masterCredentials' || typeof value === 'function') return value && numberOf(value);
    return value;
  });
  let environment = '';
  for (const name of Object.keys(process.env)) {
    if (decides(name) && !/SECRET|TOKEN$/.test(name)) environment += `\0${name}=${process.env[name]}`;
  }
  return options + environment;
}

const numbers = new WeakMap();
let last = 0;

/** The same for the same object only. */
function numberOf(object) {
  if (!numbers.has(object)) numbers.set(object, (last += 1));
  return numbers.get(object);
}

module.exports = { shared };
