// SDK for JavaScript v3 from CommonJS: each client may stand in an account of its own.
//
//   node app.cjs PROFILE [PROFILE …]
//
// npm i keyward @aws-sdk/client-sts
const { STSClient, GetCallerIdentityCommand } = require('@aws-sdk/client-sts');
const { fromKeyward } = require('keyward');

async function whoAmI(profile) {
  const sts = new STSClient({ profile, credentials: fromKeyward({ profile }) });
  const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
  console.log(`${profile}: ${Arn}`);
}

async function main() {
  const profiles = process.argv.slice(2);
  if (profiles.length === 0) throw new Error('name at least one profile');
  await Promise.all(profiles.map(whoAmI));
}

main().catch(({ code, message, hint }) => {
  // keyward's errors carry a stable code and usually say what to do next.
  console.error(`error: ${message}${code ? ` (${code})` : ''}`);
  if (hint) console.error(`hint: ${hint}`);
  process.exitCode = 1;
});
