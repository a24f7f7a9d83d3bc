// SDK for JavaScript v2, its default chain. v2 knows no AWS_ENDPOINT_URL: without an endpoint in code it calls public AWS.
process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = '1';
const AWS = require('aws-sdk');

const sts = new AWS.STS({ endpoint: process.env.AWS_ENDPOINT_URL });

sts.getCallerIdentity((error, data) => {
  const answer = error
    ? { error: error.code ?? error.name, message: error.message }
    : { arn: data.Arn, account: data.Account, accessKeyId: sts.config.credentials.accessKeyId };
  console.log(JSON.stringify({ client: 'v2-default', ...answer }));
  process.exitCode = error ? 1 : 0;
});
