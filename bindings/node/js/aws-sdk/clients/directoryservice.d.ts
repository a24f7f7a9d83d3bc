import { DirectoryService } from '../index';

export = DirectoryService;
