// SDK for JavaScript v3, its default chain, in a program that reads .env in its working folder.
import 'dotenv/config';
import { STSClient } from '@aws-sdk/client-sts';
import { whoami } from './whoami.mjs';

await whoami('v3-dotenv', () => new STSClient({}));
