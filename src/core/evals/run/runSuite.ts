import type { Cell, RunResults } from '../results';
import type { Suite, SuiteProvider } from '../suite';
import { Budget } from './budget';
import type { Caps, Spent } from './budget';
import { CellRun } from './cellRun';
import { Gate } from './gate';
import { plannedCells, plannedKey } from './plan';
import type { PlanOptions, PlannedCell } from './plan';
import type { RunDeps } from './runDeps';
import type { RecordedRun } from './runFile';
import { chargedOf, statsOf } from './stats';

export interface RunOptions extends PlanOptions {
  readonly caps?: Caps;
  /** Requests at once, for each provider. */
  readonly concurrency?: number;
  /** What is there of the run already: none of its cells is asked again. */
  readonly recorded?: RecordedRun;
  /** Called with what has come, where it cannot be kept, before the run rejects. */
  readonly onUnkept?: (results: RunResults) => void;
}

const usualConcurrency = 4;

/** Asks the cells of a suite, checks the answers and keeps them. Rejects where they cannot be kept. */
export async function runSuite(suite: Suite, deps: RunDeps, options: RunOptions = {}): Promise<RunResults> {
  const cells = plannedCells(suite, options);
  const found = new Map<string, Cell>();
  const run = new Running(cells.length, found, deps, options);
  const most = options.concurrency ?? suite.maxConcurrency ?? usualConcurrency;
  const byProvider = new Map<SuiteProvider, PlannedCell[]>();
  for (const cell of cells) {
    const own = byProvider.get(cell.provider);
    if (own) own.push(cell);
    else byProvider.set(cell.provider, [cell]);
  }
  await Promise.all([...byProvider.values()].map((own) => run.askAll(own, most)));
  const ordered = cells.flatMap((cell) => found.get(plannedKey(cell)) ?? []);
  const results = (): RunResults => ({
    schema: 1,
    run: { id: deps.file.id, stopped: run.stopped },
    stats: statsOf(ordered, run),
    cells: ordered,
  });
  const others = recordedBesides(options.recorded, found);
  try {
    await run.settled();
    // Where something is open, who goes on has to know what was asked.
    if (ordered.length === cells.length && !others.isOpen) await deps.file.finish([...ordered, ...others.cells]);
    else if (run.stopped) await deps.file.end(run.stopped);
  } catch (error) {
    options.onUnkept?.(results());
    throw error;
  }
  return results();
}

/** What a run that is gone on with has of cells that are not planned now: a filter may leave them out. */
function recordedBesides(
  recorded: RecordedRun | undefined,
  found: ReadonlyMap<string, Cell>,
): { readonly cells: readonly Cell[]; readonly isOpen: boolean } {
  const isOther = (key: string): boolean => !found.has(key);
  return {
    cells: [...(recorded?.cells ?? [])].flatMap(([key, cell]) => (isOther(key) ? [cell] : [])),
    isOpen: [...(recorded?.unanswered ?? [])].some(isOther),
  };
}

/** What a run that is gone on with has used: its caps are those of the whole run. */
function spentIn(recorded: RecordedRun | undefined): Spent {
  const charged = chargedOf([...(recorded?.cells.values() ?? [])]);
  return {
    usd: charged.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0),
    tokens: charged.reduce((sum, { tokens }) => sum + (tokens ?? 0), 0),
    requests: charged.length + (recorded?.unanswered.size ?? 0),
  };
}

class Running {
  stopped: 'cap' | 'cancelled' | null = null;
  asked = 0;
  askedAgain = 0;
  private done = 0;
  private readonly budget: Budget;
  private recorded: Promise<unknown> = Promise.resolve();
  private failure: { readonly error: unknown } | undefined;

  constructor(
    private readonly all: number,
    private readonly found: Map<string, Cell>,
    private readonly deps: RunDeps,
    private readonly options: RunOptions,
  ) {
    this.budget = new Budget(options.caps ?? {}, spentIn(options.recorded));
  }

  /** The cells of one provider, in their order, so many at once. */
  async askAll(cells: readonly PlannedCell[], most: number): Promise<void> {
    const left = cells.values();
    const gate = new Gate(most, this.deps.now);
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

  private async take(planned: PlannedCell, gate: Gate): Promise<void> {
    const { deps, options } = this;
    const key = plannedKey(planned);
    const isLost = options.recorded?.unanswered.has(key) === true;
    const run = new CellRun(planned, deps, {
      gate,
      budget: this.budget,
      recorded: options.recorded?.cells.get(key),
      isLost,
      beforeAsked: async (time) => {
        this.asked++;
        if (time > 0) return;
        if (isLost) this.askedAgain++;
        await deps.file.asking(key);
      },
    });
    const { cell, isRecorded, stopped } = await run.result();
    if (stopped) this.stopped ??= stopped;
    if (!cell) return;
    this.found.set(key, cell);
    this.keep(cell, isRecorded ? Promise.resolve() : deps.file.record(cell));
  }

  /** Nobody waits for a line: that of the cell which is asked next comes behind it, and is waited for. */
  private keep(cell: Cell, recorded: Promise<void>): void {
    const kept = recorded.then(() => this.deps.onProgress?.({ done: ++this.done, all: this.all, cell }));
    this.recorded = Promise.all([this.recorded, kept]).catch((error: unknown) => {
      this.failure ??= { error };
    });
  }

  /** Resolves when all is kept. Rejects where something is not. */
  async settled(): Promise<void> {
    await Promise.all([this.recorded, this.deps.cache?.flush()]);
    if (this.failure) throw this.failure.error;
  }
}
