'use strict';

// As `keyward/register`, and whoever asks for `aws-sdk` gets `keyward/aws-sdk`.

require('./index.cjs');
require('./facade.cjs').answerSdkV2();
