export * from './ec2';
export * from './iam';
export * from './others';
export * from './s3';
export * from './sns';
export * from './sts';
