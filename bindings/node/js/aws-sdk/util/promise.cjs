'use strict';

// `AWS.config.setPromisesDependency(Bluebird)` decides which promises the methods that end in `Promise` give.

const held = {};

function dependency() {
  return held.dependency;
}

/** `null` is the language's own. */
function setDependency(given) {
  held.dependency = given === null ? Promise : given;
}

/** Gives (or takes, where the dependency is no function) the promise methods of classes that have them. */
function addPromises(classes, given = dependency() ?? Promise) {
  for (const one of [].concat(classes)) {
    if (typeof given === 'function') one?.addPromisesToClass?.(given);
    else one?.deletePromisesFromClass?.();
  }
}

/** A method that calls the method of that name with a callback, and settles as it does. */
function promisifyMethod(name, Dependency = Promise) {
  return function promise(...given) {
    return new Dependency((resolve, reject) => {
      this[name](...given, (err, data) => (err ? reject(err) : resolve(data)));
    });
  };
}

/** Class functions that give `methods` (promise name to callback name) to its prototype. */
function promises(constructor, methods) {
  constructor.addPromisesToClass = function addPromisesToClass(Dependency) {
    for (const [name, from] of Object.entries(methods)) this.prototype[name] = promisifyMethod(from, Dependency);
  };
  constructor.deletePromisesFromClass = function deletePromisesFromClass() {
    for (const name of Object.keys(methods)) delete this.prototype[name];
  };
  addPromises(constructor);
}

module.exports = { addPromises, dependency, promises, promisifyMethod, setDependency };
