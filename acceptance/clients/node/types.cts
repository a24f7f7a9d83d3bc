// Compiled, never run: the same types, as a CommonJS program sees them.
import { S3Client } from '@aws-sdk/client-s3';
import { fromKeyward } from 'keyward';

export const client = new S3Client({ credentials: fromKeyward({ profile: 'app' }) });
