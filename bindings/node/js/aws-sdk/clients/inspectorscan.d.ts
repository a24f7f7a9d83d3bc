import { InspectorScan } from '../index';

export = InspectorScan;
