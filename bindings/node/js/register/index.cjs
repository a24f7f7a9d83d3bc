'use strict';

// `node --import keyward/register app.mjs`: an unchanged program gets keyward's credentials. Nothing of keyward or of an
// SDK is read here; each piece is, when the program loads the SDK that it is for.

require('./modules.cjs').watchModules();
if (process.env.KEYWARD_REGISTER) require('./mode.cjs').heed(process.env.KEYWARD_REGISTER);
