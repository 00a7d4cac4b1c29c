import { bands } from './bands';

/** What a word can be, besides a word of its own. */
export const wordKinds = ['sure', 'strong', 'weak', 'call', 'ours', 'others'] as const;

export const regionKinds = ['prose', 'comment', 'string', 'code'] as const;

export const shapes = [
  'part',
  'inside',
  'called',
  'assigned',
  'member',
  'owner',
  'type',
  'constant',
  'shell',
  'number',
  'fraction',
  'degree',
  'plural',
] as const;

export const fileKinds = ['text', 'config', 'markup', 'program'] as const;

/** Every clue that is counted, by name; those of single words and forms stand beside them. The order is that of the weights. */
export const denseClues: readonly string[] = [
  'always',
  ...regionKinds.map((kind) => `kind ${kind}`),
  ...fileKinds.map((kind) => `file ${kind}`),
  ...shapes.map((shape) => `shape ${shape}`),
  'form everyday',
  'form phrase',
  'form capitals',
  'form everyday code',
  ...wordKinds.flatMap((kind) => bands.flatMap((band) => [`any ${kind} ${band}`, `many ${kind} ${band}`])),
  ...bands.flatMap((band) => [`field top ${band}`, `field all ${band}`]),
  'sense top',
  'callee ai',
  'callee field',
  'callee any',
  'no ai',
  'no ai at all',
  'ai less field',
];

const numbers = new Map(denseClues.map((name, number) => [name, number]));

/** @throws RangeError */
export function denseClue(name: string): number {
  const number = numbers.get(name);
  if (number === undefined) throw new RangeError(`There is no clue "${name}"`);
  return number;
}
