// SDK for JavaScript v3: which of the addresses given it would ask for a container's credentials.
import { fromHttp } from '@aws-sdk/credential-providers';

async function isTaken(url) {
  try {
    await fromHttp({ awsContainerCredentialsFullUri: url, maxRetries: 0 })();
  } catch (error) {
    return !error.message.startsWith('URL not accepted');
  }
  return true;
}

const urls = process.argv.slice(2);
const answers = await Promise.all(urls.map(async (url) => [url, await isTaken(url)]));
console.log(JSON.stringify(Object.fromEntries(answers)));
