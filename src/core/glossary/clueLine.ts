import type { Say } from '../base/say';
import type { Clue } from './sense/sense';

/** By kind, so that none can be left out. `words` may be empty. */
const lines: Readonly<Record<Clue['kind'], (words: string, say: Say) => string>> = {
  always: (words, say) => (words === '' ? say('It has no other sense') : say('"{0}" has no other sense', words)),
};

/** What a clue is, in plain words: a line of its own, without a full stop. Plain text. */
export const clueLine = ({ kind, words }: Clue, say: Say): string => lines[kind](words, say);
