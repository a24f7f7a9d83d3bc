'use strict';

// The object that a program knows as `AWS`. Empty here: what other files hang on it is asked for when it is used, so that
// `AWS.config = …` of a program's counts everywhere and no file needs another one's order.

const AWS = {};

module.exports = AWS;
