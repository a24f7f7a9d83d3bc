// A program with an mfaCodeProvider of its own. Arguments: the profile, and the code, "throws", or nothing for no provider.
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromKeyward } from 'keyward';

const [profile, code] = process.argv.slice(2);
const asked = [];
const mfaCodeProvider = async (serial) => {
  asked.push(serial);
  if (code === 'throws') throw new Error('the person went home');
  return code;
};

try {
  const credentials = fromKeyward({ profile, ...(code && { mfaCodeProvider }) });
  const sts = [new STSClient({ credentials }), new STSClient({ credentials })];
  const answers = await Promise.all(sts.map((client) => client.send(new GetCallerIdentityCommand({}))));
  console.log(JSON.stringify({ arn: answers[0].Arn, asked }));
} catch (error) {
  console.log(JSON.stringify({ code: error.code ?? error.name, message: error.message, cause: error.cause?.message }));
  process.exitCode = 1;
}
