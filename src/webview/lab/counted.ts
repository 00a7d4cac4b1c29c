import { formatCount } from '../../core/base/numbers';
import { words } from '../shared/labStrings';

const nouns = {
  token: ['labOneToken', 'labTokens'],
  byte: ['labOneByte', 'labBytes'],
  merge: ['labOneMerge', 'labMerges'],
  word: ['labOneWord', 'labWords'],
  turn: ['labOneTurn', 'labTurns'],
  step: ['labOneStep', 'labSteps'],
  click: ['labOneClick', 'labClicks'],
} as const;

/** Returns `12 of 1,200`, for a slider. */
export const outOf = (value: number, most: number): string => words('labStepOf', formatCount(value), formatCount(most));

/** Returns `1 token` or `1,200 tokens`, for a place in a sentence. */
export function counted(noun: keyof typeof nouns, count: number): string {
  const [one, many] = nouns[noun];
  return count === 1 ? words(one) : words(many, formatCount(count));
}
