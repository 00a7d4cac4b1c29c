import { writeFileSync } from 'node:fs';
import type { Said } from './oracle';

/** So many cases of each type are kept as fixtures. */
export const sampled = 12;

/** A case with what promptfoo says of it: `error` where it throws. */
export interface Sampled {
  readonly asked: object;
  readonly said: object;
}

/** Without its words: they are not ours to keep, and nobody compares them. */
export function sampleOf(asked: object, said: Said): Sampled {
  if ('error' in said) return { asked, said: { error: true } };
  const { pass, score, namedScores, componentResults } = said;
  const checks = componentResults?.map((each) => ({ pass: each.pass, score: each.score }));
  return { asked, said: { pass, score, ...(checks && { namedScores, checks }) } };
}

/** One case a line, so that a change of one is seen. */
export function writeSample(file: string, samples: readonly Sampled[]): void {
  writeFileSync(file, `[\n${samples.map((each) => JSON.stringify(each)).join(',\n')}\n]\n`);
}
