import type { Playground } from '../playground/playground';
import type { ResultTexts } from './resultTexts';
import type { RunsUnderWay } from './runsUnderWay';

/** Dependencies that runs and their results have in common. */
export interface EvalUses extends Pick<Playground, 'openPrompt'> {
  readonly underWay: RunsUnderWay;
  /** Gives the texts of results, whose code is loaded at the first call. */
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
