// Credentials of a role. They renew themselves.
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromKeyward } from 'keyward';

const credentials = fromKeyward({
  params: {
    RoleArn: 'arn:aws:iam::123456789012:role/reports',
    RoleSessionName: 'article',
    DurationSeconds: 900,
  },
});

const sts = new STSClient({ region: 'us-east-1', credentials });
const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
console.log(`the role is ${Arn}`);
console.log(`the caller is ${Arn}`);
