// Credentials of its own for each client.
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromKeyward } from 'keyward';

const region = 'us-east-1';
const personal = new STSClient({ region, credentials: fromKeyward({ profile: 'personal' }) });
const reports = new STSClient({ region, credentials: fromKeyward({ profile: 'reports' }) });

for (const sts of [personal, reports]) {
  const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
  console.log(Arn);
}
