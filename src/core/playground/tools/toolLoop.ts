import { nextTurn } from '../../base/work';
import type { ToolResultDraft } from '../session/sessionSchema';
import { wholeResults } from './openResults';
import type { OpenResult } from './openResults';

// Sends results of tools, and then what mocks answer to new calls, until the model makes no more calls.

/** The cost of a round in US dollars, and whether it may be higher. */
interface RoundCost {
  readonly usd: number;
  readonly isAtLeast: boolean;
}

export interface LoopState extends RoundCost {
  /** Number of requests sent so far. */
  readonly rounds: number;
  /** Number of requests that may be sent before the user is asked again. */
  readonly allowed: number;
}

/** The conversation in which the loop runs. */
export interface LoopDeps {
  /** Whether the user can still see and stop the loop. */
  isSeen(): boolean;
  /** The calls that wait now. */
  open(): readonly OpenResult[];
  /**
   * Sends results; resolves to the reason if they were not sent. `isStopped` is called last, as the checks before may
   * take a while.
   */
  send(results: readonly ToolResultDraft[], isStopped: () => boolean): Promise<string | undefined>;
  stopAnswer(): void;
  /** Resolves to the cost when the answer has ended; `undefined` where it failed or was stopped. */
  answered(): Promise<RoundCost | undefined>;
  /** Asks the user whether as many rounds may follow once more. */
  mayGoOn(state: LoopState): Promise<boolean>;
  tell(state: LoopState): void;
}

/** The reason why the loop ended. `mock`: that tool has no mock for its arguments. */
export type LoopEnd =
  | { readonly why: 'done' | 'stopped' | 'failed' | 'unseen' | 'limit' }
  | { readonly why: 'mock'; readonly name: string }
  | { readonly why: 'refused'; readonly reason: string };

export class ToolLoop {
  private isStopped = false;
  /** The progress of the loop, also after it has ended. */
  state: LoopState;

  /** `limit`: the number of rounds after which the user is asked. */
  constructor(
    private readonly deps: LoopDeps,
    private readonly limit: number,
  ) {
    this.state = { rounds: 0, allowed: limit, usd: 0, isAtLeast: false };
  }

  stop(): void {
    this.isStopped = true;
  }

  /** Runs the loop. Only the cost of a round is kept for the next one. */
  async run(): Promise<LoopEnd> {
    for (;;) {
      // The answer and the next request of a long conversation each take some milliseconds of work.
      await nextTurn();
      const end = (await this.next()) ?? (this.isStopped ? { why: 'stopped' as const } : undefined);
      if (end) return end;
    }
  }

  private async next(): Promise<LoopEnd | undefined> {
    const { deps } = this;
    if (!deps.isSeen()) return { why: 'unseen' };
    const open = deps.open();
    if (open.length === 0) return { why: 'done' };
    const missing = open.find(({ result }) => result === undefined);
    const results = wholeResults(open);
    if (missing || !results) return { why: 'mock', name: missing?.call.name ?? '' };
    if (this.state.rounds >= this.state.allowed) {
      if (!(await deps.mayGoOn(this.state))) return { why: 'limit' };
      // The user may have taken a while to answer, so everything is checked again.
      this.state = { ...this.state, allowed: this.state.allowed + this.limit };
      return undefined;
    }
    const reason = await deps.send(results, () => this.isStopped);
    if (reason !== undefined) return this.isStopped ? { why: 'stopped' } : { why: 'refused', reason };
    this.state = { ...this.state, rounds: this.state.rounds + 1 };
    deps.tell(this.state);
    if (this.isStopped) deps.stopAnswer();
    const cost = await deps.answered();
    if (!cost) {
      // An incomplete answer cost something, too.
      this.state = { ...this.state, isAtLeast: true };
      return { why: this.isStopped ? 'stopped' : 'failed' };
    }
    const isAtLeast = this.state.isAtLeast || cost.isAtLeast;
    this.state = { ...this.state, usd: this.state.usd + cost.usd, isAtLeast };
    deps.tell(this.state);
    return undefined;
  }
}
