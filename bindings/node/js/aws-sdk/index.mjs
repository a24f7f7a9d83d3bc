import AWS from './index.cjs';

export default AWS;
