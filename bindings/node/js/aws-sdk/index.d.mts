import * as AWS from './index.js';

export * from './index.js';
export default AWS;
