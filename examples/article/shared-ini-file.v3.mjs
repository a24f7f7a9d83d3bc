// A credentials file somewhere else:
//
//   AWS_SHARED_CREDENTIALS_FILE=/path/to/file node shared-ini-file.v3.mjs
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromKeyward } from 'keyward';

const profile = process.env.AWS_PROFILE ?? 'default';
const sts = new STSClient({ region: 'us-east-1', credentials: fromKeyward({ profile }) });

const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
console.log(`${profile} is ${Arn}`);
