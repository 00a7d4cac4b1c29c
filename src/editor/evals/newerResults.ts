import { say } from '../shared/words';

/** Why a file of results cannot be read, where another version wrote it. */
export const newerResults = (): string => say('The results are of a newer version of AI Field Guide.');
