import { readFileSync } from 'node:fs';
import { sensesFile, sensesOf } from '../../generated/senses';

/** The table that decides whether a word is meant, as it is packaged. */
export const senses = sensesOf(readFileSync(sensesFile));
