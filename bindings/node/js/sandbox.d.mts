export * from './sandbox.cjs';
