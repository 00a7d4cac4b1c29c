import type { Say } from '../../base/say';
import type { Clue } from '../sense/sense';

/** By kind, so that none can be left out. `words` may be empty. */
const lines: Readonly<Record<Clue['kind'], (words: string, say: Say) => string>> = {
  always: (words, say) => (words === '' ? say('It has no other sense') : say('"{0}" has no other sense', words)),
  form: (words, say) => (words === '' ? say('How often this form is meant') : say('How often "{0}" is meant', words)),
  place: (_, say) => say('The place that it stands in'),
  beside: (words, say) => say('Beside it: {0}', words),
  near: (words, say) => say('Close by: {0}', words),
  around: (words, say) => say('In the lines around: {0}', words),
  far: (words, say) => say('Further off: {0}', words),
  call: (words, say) => (words === '' ? say('The call that it stands in') : say('It stands in a call of {0}', words)),
  sense: (words, say) => say('It reads like something else: {0}', words),
  nothing: (_, say) => say('Nothing around it speaks of AI'),
};

/** What a clue is, in plain words: a line of its own, without a full stop. Plain text. */
export const clueLine = ({ kind, words }: Clue, say: Say): string => lines[kind](words, say);
