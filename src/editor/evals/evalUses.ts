import type { Playground } from '../playground/playground';
import type { ResultTexts } from './resultTexts';
import type { RunsUnderWay } from './runsUnderWay';

/** Dependencies that runs and their results have in common. */
export interface EvalUses extends Pick<Playground, 'openPrompt'> {
  readonly underWay: RunsUnderWay;
  /** Loads the texts of results, whose code comes with the first of them. */
  readonly texts: () => Promise<ResultTexts>;
}

export const evalCommands = [
  'evals.run',
  'evals.openResults',
  'evals.showRequest',
  'evals.openInPlayground',
  'evals.addTest',
] as const;
export type EvalCommand = (typeof evalCommands)[number];
