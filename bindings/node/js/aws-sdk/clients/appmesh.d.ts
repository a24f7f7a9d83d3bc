import { AppMesh } from '../index';

export = AppMesh;
