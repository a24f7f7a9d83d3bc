import { CodeGuruReviewer } from '../index';

export = CodeGuruReviewer;
