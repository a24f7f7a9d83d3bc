import * as AWS from './index.js';

// In Node's ES modules only the default is there when the program runs, as with `aws-sdk`; the other names are types.
export type * from './index.js';
export default AWS;
