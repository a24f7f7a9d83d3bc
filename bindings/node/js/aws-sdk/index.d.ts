// Where the types of `aws-sdk` are installed (as a development dependency, say), a program keeps them: of a name that both
// files have, the first one counts. Else the types are those of the installed clients of SDK v3.

// @ts-ignore
export * from 'aws-sdk';
// @ts-ignore
export * from './types/own';
