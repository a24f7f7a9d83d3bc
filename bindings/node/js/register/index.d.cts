/** Exports nothing: importing it makes keyward the default of the AWS SDKs that the program loads. */
export {};
