import type { Cell, RunResults } from '../results';
import type { Suite, SuiteProvider } from '../suite';
import { RunBudget } from './runBudget';
import type { Caps, SpentBefore } from './runBudget';
import { CellRun } from './cellRun';
import { RequestGate } from './requestGate';
import { keyOf, plannedCells, plannedKey } from './plan';
import type { PlanOptions, PlannedCell } from './plan';
import type { RunDeps } from './runDeps';
import type { RecordedRun } from './runFile';
import { chargedOf, statsOf, usedBy } from './stats';
import type { Used } from './stats';

export interface RunOptions extends PlanOptions {
  readonly caps?: Caps;
  /** Requests at once, for each provider. */
  readonly concurrency?: number;
  /** The part of the run that is recorded already: none of its cells is asked again. */
  readonly recorded?: RecordedRun;
  /** Whether long answers are left out of the returned results, to save memory. The file has them. */
  readonly leavesAnswers?: boolean;
  /** Called with the results so far where they cannot be kept, before the run rejects. */
  readonly onUnkept?: (results: RunResults) => void;
}

const usualConcurrency = 4;

/** Asks the cells of a suite, checks the answers and keeps them. Rejects where they cannot be kept. */
export async function runSuite(suite: Suite, deps: RunDeps, options: RunOptions = {}): Promise<RunResults> {
  const cells = plannedCells(suite, options);
  const found = new Map<string, Cell>();
  const most = options.concurrency ?? suite.maxConcurrency ?? usualConcurrency;
  const run = new Running({ all: cells.length, most }, found, deps, options);
  const byProvider = new Map<SuiteProvider, PlannedCell[]>();
  for (const cell of cells) {
    const own = byProvider.get(cell.provider);
    if (own) own.push(cell);
    else byProvider.set(cell.provider, [cell]);
  }
  await Promise.all([...byProvider.values()].map((own) => run.askAll(own)));
  const orderedCells = (): Cell[] => cells.flatMap((cell) => found.get(plannedKey(cell)) ?? []);
  const results = (): RunResults => ({
    schema: 1,
    run: { id: deps.file.id, stopped: run.stopped },
    stats: statsOf(orderedCells(), run),
    cells: orderedCells(),
  });
  const others = recordedBesides(options.recorded, found);
  try {
    await run.settled();
    const ordered = orderedCells();
    // Where something is open, a run that goes on has to know what was asked.
    if (ordered.length === cells.length && !others.isOpen) await deps.file.finish([...ordered, ...others.cells]);
    else if (run.stopped) await deps.file.end(run.stopped);
  } catch (error) {
    options.onUnkept?.(results());
    throw error;
  }
  return results();
}

/** Returns the recorded cells of a continued run that are not among `found`, as a filter may leave them out. */
function recordedBesides(
  recorded: RecordedRun | undefined,
  found: ReadonlyMap<string, Cell>,
): { readonly cells: readonly Cell[]; readonly isOpen: boolean } {
  const isOther = (key: string): boolean => !found.has(key);
  return {
    cells: [...(recorded?.cells ?? [])].flatMap(([key, cell]) => (isOther(key) ? [cell] : [])),
    isOpen: [...(recorded?.unanswered ?? []), ...(recorded?.half.keys() ?? [])].some(isOther),
  };
}

/** Sums up what a continued run has used before, as its caps are those of the whole run. */
function spentIn(recorded: RecordedRun | undefined): SpentBefore {
  const cells = [...(recorded?.cells.values() ?? [])];
  const charged = chargedOf(cells);
  const judged = cells.flatMap(({ judging }) => judging ?? []);
  const half = [...(recorded?.half.values() ?? [])].flat().map(({ answer }) => usedBy(answer));
  const used = [...charged, ...judged, ...half];
  return {
    usd: used.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0),
    tokens: used.reduce((sum, { tokens }) => sum + (tokens ?? 0), 0),
    requests: judged.reduce(
      (sum, { requests }) => sum + requests,
      charged.length + half.length + (recorded?.unanswered.size ?? 0),
    ),
  };
}

class Running {
  stopped: 'cap' | 'cancelled' | null = null;
  asked = 0;
  askedAgain = 0;
  judged = 0;
  readonly unkept: Used[] = [];
  private done = 0;
  private readonly budget: RunBudget;
  private readonly judgeGates = new Map<SuiteProvider, RequestGate>();
  private recorded: Promise<unknown> = Promise.resolve();
  private failure: { readonly error: unknown } | undefined;

  constructor(
    /** `all`: how many cells there are. `most`: requests at once, for each provider. */
    private readonly counts: { readonly all: number; readonly most: number },
    private readonly found: Map<string, Cell>,
    private readonly deps: RunDeps,
    private readonly options: RunOptions,
  ) {
    this.budget = new RunBudget(options.caps ?? {}, spentIn(options.recorded));
  }

  /** Asks the cells of one provider, in their order, several at once. */
  async askAll(cells: readonly PlannedCell[]): Promise<void> {
    const { most } = this.counts;
    const left = cells.values();
    const gate = new RequestGate(most, this.deps.now);
    const work = async (): Promise<void> => {
      for (const cell of left) {
        if (this.deps.signal.aborted) this.stopped ??= 'cancelled';
        if (this.stopped !== null || this.failure) return;
        try {
          await this.take(cell, gate);
        } catch (error) {
          this.failure ??= { error };
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(most, cells.length) }, work));
  }

  private async take(planned: PlannedCell, gate: RequestGate): Promise<void> {
    const { deps, options } = this;
    const key = plannedKey(planned);
    const isLost = options.recorded?.unanswered.has(key) === true;
    // A cell is written down before its first request, whether that goes to its provider or to a judge.
    let written: Promise<void> | undefined;
    const beforeAsked = (): Promise<void> => {
      this.asked++;
      if (written) return written;
      if (isLost) this.askedAgain++;
      return (written = deps.file.asking(key));
    };
    const run = new CellRun(planned, deps, {
      gate,
      judgeGate: (judge) => this.judgeGate(judge),
      budget: this.budget,
      recorded: options.recorded?.cells.get(key),
      half: new Map(options.recorded?.half.get(key)?.map((each) => [each.key, each.answer])),
      ...{ isLost, beforeAsked },
      beforeJudged: () => {
        this.judged++;
        return beforeAsked();
      },
    });
    const { cell, isRecorded, stopped, unkept = [], half = [] } = await run.result();
    if (half.length > 0) await deps.file.keepHalf(key, half);
    this.unkept.push(...unkept);
    if (stopped) this.stopped ??= stopped;
    if (!cell) return;
    this.found.set(key, cell);
    this.keep(cell, isRecorded ? Promise.resolve(cell) : deps.file.record(cell));
  }

  private judgeGate(judge: SuiteProvider): RequestGate {
    let gate = this.judgeGates.get(judge);
    if (!gate) this.judgeGates.set(judge, (gate = new RequestGate(this.counts.most, this.deps.now)));
    return gate;
  }

  /** Keeps a cell without waiting for its line. The line of the cell that is asked next follows, and is waited for. */
  private keep(cell: Cell, recorded: Promise<Cell>): void {
    const kept = recorded.then((head) => {
      if (this.options.leavesAnswers) this.found.set(keyOf(cell), head);
      this.deps.onProgress?.({ done: ++this.done, all: this.counts.all, cell });
    });
    this.recorded = Promise.all([this.recorded, kept]).catch((error: unknown) => {
      this.failure ??= { error };
    });
  }

  /** Resolves once everything is kept. Rejects where something could not be kept. */
  async settled(): Promise<void> {
    await Promise.all([this.recorded, this.deps.cache?.flush()]);
    if (this.failure) throw this.failure.error;
  }
}
