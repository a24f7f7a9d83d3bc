import * as AWS from '../index';

export = AWS;
