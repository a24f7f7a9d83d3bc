// What the v3 programs share: ask, print one JSON line, end.
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';

export async function whoami(client, makeClient) {
  try {
    const sts = makeClient();
    const { Arn: arn, Account: account } = await sts.send(new GetCallerIdentityCommand({}));
    const { accessKeyId } = await sts.config.credentials();
    console.log(JSON.stringify({ client, arn, account, accessKeyId }));
  } catch (error) {
    console.log(JSON.stringify({ client, error: error.Code ?? error.name, message: error.message }));
    process.exitCode = 1;
  }
}
