'use strict';

// Objects as SDK v2 treats them. Constructors are functions, not classes: programs call them on their own objects
// (`AWS.Credentials.call(this)`) as well as extend them.

/** A function to be used with `new`, whose prototype follows `parent`'s and carries `features`. */
function inherit(parent, features) {
  if (features === undefined) return inherit(Object, parent);
  const own = Object.hasOwn(features, 'constructor') && features.constructor !== Object;
  const constructor = own ? features.constructor : passThrough(parent);
  constructor.prototype = Object.create(parent.prototype, Object.getOwnPropertyDescriptors(features));
  hidden(constructor.prototype, 'constructor', constructor);
  constructor.__super__ = parent;
  return constructor;
}

function passThrough(parent) {
  return function (...given) {
    return parent === Object ? this : parent.apply(this, given);
  };
}

/** Every method of `sources` that the class has not got by itself. */
function mixin(target, ...sources) {
  for (const source of sources) {
    for (const name in source.prototype) {
      if (name !== 'constructor') target.prototype[name] = source.prototype[name];
    }
  }
  return target;
}

function update(target, source) {
  each(source, (key, value) => {
    target[key] = value;
  });
  return target;
}

/** A shallow copy, inherited properties included. */
function copy(object) {
  if (object === null || object === undefined) return object;
  const twin = {};
  for (const key in object) twin[key] = object[key];
  return twin;
}

function merge(one, other) {
  return update(copy(one), other);
}

const abort = {};

function each(object, visit) {
  for (const key in object) {
    if (Object.hasOwn(object, key) && visit.call(this, key, object[key]) === abort) break;
  }
}

function arrayEach(array, visit) {
  for (let at = 0; at < array.length; at += 1) {
    if (visit.call(this, array[at], at) === abort) break;
  }
}

function isEmpty(object) {
  for (const key in object) {
    if (Object.hasOwn(object, key)) return false;
  }
  return true;
}

/** `isType(value, 'Date')` or `isType(value, Date)`, across realms. */
function isType(value, type) {
  return Object.prototype.toString.call(value) === `[object ${typeName(type)}]`;
}

function typeName(type) {
  if (Object.prototype.toString.call(type) === '[object String]') return type;
  return type.name || /^\s*function (.+)\(/.exec(type.toString())?.[1] || type.toString();
}

/** They stay writable, and are not shown by `Object.keys`, JSON and `util.inspect`. */
function hideProperties(object, names) {
  for (const name of names) hidden(object, name, object[name]);
}

function hidden(object, name, value) {
  Object.defineProperty(object, name, { value, enumerable: false, writable: true, configurable: true });
}

function property(object, name, value, enumerable, isValue) {
  const asValue = isValue ?? typeof value !== 'function';
  const what = asValue ? { value, writable: true } : { get: value };
  Object.defineProperty(object, name, { enumerable: enumerable ?? true, configurable: true, ...what });
}

/** A property that is made when it is first asked for. */
function lazily(object, name, make) {
  Object.defineProperty(object, name, {
    enumerable: true,
    configurable: true,
    get: () => settle(object, name, make()),
    set: (value) => settle(object, name, value),
  });
}

function settle(object, name, value) {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  return value;
}

module.exports = {
  abort,
  arrayEach,
  copy,
  each,
  hidden,
  hideProperties,
  inherit,
  isEmpty,
  isType,
  lazily,
  merge,
  mixin,
  property,
  typeName,
  update,
};
