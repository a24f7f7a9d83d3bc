// SDK for JavaScript v2 in the matrix. It knows no variable for endpoints.
import { loop } from './matrix-loop.mjs';

process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = '1';
const { default: AWS } = await import('aws-sdk');

await loop(async () => {
  const endpoint = process.env.AWS_ENDPOINT_URL;
  AWS.config.update({ sts: { endpoint, region: 'us-east-1' }, sso: { endpoint }, ssooidc: { endpoint } });
  AWS.util.iniLoader.clearCachedFiles();
  const credentials = await new AWS.CredentialProviderChain().resolvePromise();
  const sts = new AWS.STS({ credentials });
  return (await sts.getCallerIdentity().promise()).Arn;
});
