import type { Say } from '../../base/say';
import type { PromptMessage } from '../../prompts/prompt';
import type { Cell, Check, RunResults } from '../results';
import type { Suite, SuitePrompt, SuiteProvider, SuiteTest } from '../suite';
import type { AnswerCache } from './answers';
import type { Asker } from './asker';
import { Budget } from './budget';
import type { Caps } from './budget';
import { CellRun } from './cellRun';
import { Gate } from './gate';
import { plannedCells, plannedKey } from './plan';
import type { PlanOptions, PlannedCell } from './plan';
import type { RecordedRun, RunFile } from './runFile';
import { statsOf } from './stats';

/** What is known of an answer, for its checks. */
export interface GradedAnswer {
  /** A text; of a model that calls tools its calls. */
  readonly output: unknown;
  readonly vars: SuiteTest['vars'];
  readonly latencyMs?: number;
  readonly cost?: number;
  readonly finishReason?: string;
  readonly logProbs?: readonly number[];
  readonly tokenUsage?: Readonly<Record<string, number>>;
  readonly provider: Pick<SuiteProvider, 'config'>;
}

interface Graded {
  readonly pass: boolean | null;
  readonly score: number | null;
  readonly checks: readonly Check[];
}

export interface RunDeps {
  /** By the labels of the providers; why one is not asked. */
  readonly askers: ReadonlyMap<string, Asker | { readonly skip: string }>;
  /** The messages of a prompt with values. @throws where it cannot be filled; the message is shown as it is. */
  readonly render: (prompt: SuitePrompt, test: SuiteTest) => readonly PromptMessage[];
  readonly grade: (test: SuiteTest, answer: GradedAnswer) => Promise<Graded>;
  readonly sha256: (bytes: Uint8Array) => Promise<string>;
  /** ms, rising. */
  readonly now: () => number;
  readonly say: Say;
  readonly file: RunFile;
  readonly cache?: AnswerCache;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: RunProgress) => void;
}

export interface RunProgress {
  readonly done: number;
  readonly all: number;
  readonly cell: Cell;
}

export interface RunOptions extends PlanOptions {
  readonly caps?: Caps;
  /** Requests at once, for each provider. */
  readonly concurrency?: number;
  /** What is there of the run already: none of its cells is asked again. */
  readonly recorded?: RecordedRun;
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
  // Where something is open, who goes on has to know what was asked.
  if (ordered.length === cells.length) await deps.file.finish(ordered);
  return {
    schema: 1,
    run: { id: deps.file.id, stopped: run.stopped },
    stats: statsOf(ordered, run),
    cells: ordered,
  };
}

class Running {
  stopped: 'cap' | 'cancelled' | null = null;
  asked = 0;
  askedAgain = 0;
  private readonly budget: Budget;
  private failure: { readonly error: unknown } | undefined;

  constructor(
    private readonly all: number,
    private readonly found: Map<string, Cell>,
    private readonly deps: RunDeps,
    private readonly options: RunOptions,
  ) {
    this.budget = new Budget(options.caps ?? {});
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
    if (this.failure) throw this.failure.error;
  }

  private async take(planned: PlannedCell, gate: Gate): Promise<void> {
    const { deps, options } = this;
    const key = plannedKey(planned);
    const run = new CellRun(planned, deps, {
      gate,
      budget: this.budget,
      recorded: options.recorded?.cells.get(key),
      beforeAsked: async (time) => {
        this.asked++;
        if (time > 0) return;
        if (options.recorded?.unanswered.has(key)) this.askedAgain++;
        await deps.file.asking(key);
      },
    });
    const { cell, isRecorded, stopped } = await run.result();
    if (stopped) this.stopped ??= stopped;
    if (!cell) return;
    if (!isRecorded) await deps.file.record(cell);
    this.found.set(key, cell);
    deps.onProgress?.({ done: this.found.size, all: this.all, cell });
  }
}
