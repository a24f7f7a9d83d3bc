import { XRay } from '../index';

export = XRay;
