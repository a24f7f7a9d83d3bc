import { Artifact } from '../index';

export = Artifact;
