// A program to bundle: what is in it of keyward's JavaScript goes into the one file, the addon stays a file of its own.
//
// npm i keyward @aws-sdk/client-sts
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromKeyward } from 'keyward';

const sts = new STSClient({ profile: 'app', credentials: fromKeyward({ profile: 'app' }) });
const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
console.log(JSON.stringify({ arn: Arn }));
