// SDK for JavaScript v3 from TypeScript.
//
//   node app.mts PROFILE                                       Node 22.18 and newer take it as it is
//   tsc --module nodenext --outDir out app.mts && node out/app.mjs PROFILE
//
// npm i keyward @aws-sdk/client-sts; npm i -D typescript @types/node
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromKeyward, KeywardError, type KeywardOptions } from 'keyward';

async function whoAmI(options: KeywardOptions): Promise<string> {
  const sts = new STSClient({ profile: options.profile, credentials: fromKeyward(options) });
  const { Arn = 'nobody' } = await sts.send(new GetCallerIdentityCommand({}));
  return Arn;
}

const [profile = 'app'] = process.argv.slice(2);
try {
  console.log(await whoAmI({ profile }));
} catch (error) {
  if (!(error instanceof KeywardError)) throw error;
  console.error(`error: ${error.message} (${error.code})\nhint: ${error.hint}`);
  process.exitCode = 1;
}
