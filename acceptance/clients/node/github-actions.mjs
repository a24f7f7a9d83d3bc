// fromKeyward by the OIDC token of a GitHub Actions job, under SDK v3. Its arguments: the role, and an audience if not STS.
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromKeyward } from 'keyward';

const [RoleArn, audience] = process.argv.slice(2);
const webIdentity = audience === undefined ? 'github-actions' : { source: 'github-actions', audience };
const credentials = fromKeyward({ params: { RoleArn }, webIdentity });
try {
  const { Arn: arn } = await new STSClient({ credentials, region: 'us-east-1' }).send(new GetCallerIdentityCommand({}));
  console.log(JSON.stringify({ arn }));
} catch (error) {
  console.error(error);
  console.log(JSON.stringify({ error: error.code, message: error.message, hint: error.hint }));
}
