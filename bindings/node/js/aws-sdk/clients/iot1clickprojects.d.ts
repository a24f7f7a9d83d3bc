import { IoT1ClickProjects } from '../index';

export = IoT1ClickProjects;
