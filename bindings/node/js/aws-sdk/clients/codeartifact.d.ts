import { CodeArtifact } from '../index';

export = CodeArtifact;
