import { CodeCatalyst } from '../index';

export = CodeCatalyst;
