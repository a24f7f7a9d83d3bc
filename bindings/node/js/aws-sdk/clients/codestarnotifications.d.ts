import { CodeStarNotifications } from '../index';

export = CodeStarNotifications;
