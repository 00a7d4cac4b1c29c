import { say } from '../shared/words';

/** Returns why a file of results cannot be read if a newer version wrote it. */
export const newerResults = (): string => say('The results are of a newer version of AI Field Guide.');
