import { identityOf } from '../../core/evals/results/compareRuns';
import { readRun } from '../../core/evals/run/runFile';
import type { PlannedCell } from '../../core/evals/run/plan';
import { host } from '../../host/node/host';
import { InputError } from '../shared/commandLine';
import type { EvalArguments } from './evalArguments';
import { refuseNewer } from './readKept';

/** Returns a function that tells whether a cell is asked; `undefined` where all of them are. @throws InputError */
export async function filterOf({
  filter,
  filterFailing,
}: Pick<EvalArguments, 'filter' | 'filterFailing'>): Promise<((cell: PlannedCell) => boolean) | undefined> {
  const failed = filterFailing === undefined ? undefined : await failedIn(filterFailing);
  if (filter === undefined && !failed) return undefined;
  return (cell) => (filter === undefined || hasText(cell, filter)) && (failed?.has(questionOf(cell)) ?? true);
}

function hasText({ test: { description = '', vars } }: PlannedCell, text: string): boolean {
  const wanted = text.toLowerCase();
  return [description, ...Object.values(vars)].some((value) =>
    (typeof value === 'string' ? value : JSON.stringify(value)).toLowerCase().includes(wanted),
  );
}

/** Identifies a cell by its question and not by its place, as tests may have been added before it. */
const questionOf = ({ test: { vars }, prompt, provider }: PlannedCell): string =>
  identityOf({ vars, prompt: prompt.label, provider: provider.label, repeat: 0 });

async function failedIn(file: string): Promise<ReadonlySet<string>> {
  const run = await readRun(host.files, file).catch((error: unknown) => refuseNewer(error, file));
  if (!run || (run.cells.size === 0 && !run.header)) throw new InputError(`Cannot read ${file}: it holds no results.`);
  const failed = [...run.cells.values()].filter(({ pass, error }) => pass === false || error !== null);
  return new Set(failed.map((each) => identityOf({ ...each, repeat: 0 })));
}
