'use strict';

// `node --import keyward/register app.mjs`: an unchanged program gets keyward's credentials. Nothing of keyward or of an
// SDK is read here; each piece is, when the program loads the SDK that it is for.

const { facadeIsAsked } = require('./mode.cjs');
const { watchModules } = require('./modules.cjs');

watchModules();
if (facadeIsAsked()) require('./facade.cjs').answerSdkV2();
