import { nextTurn } from '../../base/work';
import type { ToolResultDraft } from '../session/sessionSchema';
import { wholeResults } from './openResults';
import type { OpenResult } from './openResults';

// Sends the results of tools, and what their mocks answer to the calls that come then, until nothing is called any more.

/** The cost of a round in US dollars, and whether that is only the least that it can be. */
interface RoundCost {
  readonly usd: number;
  readonly isAtLeast: boolean;
}

export interface LoopState extends RoundCost {
  /** Requests that were sent. */
  readonly rounds: number;
  /** Of them, how many may be sent before it is asked again. */
  readonly allowed: number;
}

/** The conversation that it goes on in. */
export interface LoopDeps {
  /** Whether somebody can still see and stop it. */
  isSeen(): boolean;
  /** The calls that wait now. */
  open(): readonly OpenResult[];
  /** Sends; says why not, in words. `isStopped` is asked last: what is checked before may take a while. */
  send(results: readonly ToolResultDraft[], isStopped: () => boolean): Promise<string | undefined>;
  stopAnswer(): void;
  /** Resolves when the answer to what was sent has ended. `undefined`: it failed or was stopped. */
  answered(): Promise<RoundCost | undefined>;
  /** Asks whether as many rounds may follow once more. */
  mayGoOn(state: LoopState): Promise<boolean>;
  tell(state: LoopState): void;
}

/** Why it ended. `mock`: that tool has none for its arguments. */
export type LoopEnd =
  | { readonly why: 'done' | 'stopped' | 'failed' | 'unseen' | 'limit' }
  | { readonly why: 'mock'; readonly name: string }
  | { readonly why: 'refused'; readonly reason: string };

export class ToolLoop {
  private isStopped = false;
  /** How far it is, or was when it ended. */
  state: LoopState;

  /** `limit`: rounds after which it is asked. */
  constructor(
    private readonly deps: LoopDeps,
    private readonly limit: number,
  ) {
    this.state = { rounds: 0, allowed: limit, usd: 0, isAtLeast: false };
  }

  stop(): void {
    this.isStopped = true;
  }

  /** Nothing of a round is kept for the next one, but what it cost. */
  async run(): Promise<LoopEnd> {
    for (;;) {
      // Answer and next request of a long conversation are each some milliseconds of work.
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
      // The question may have stood for a while, so everything is looked at again.
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
      // An answer that is not whole cost something, too.
      this.state = { ...this.state, isAtLeast: true };
      return { why: this.isStopped ? 'stopped' : 'failed' };
    }
    const isAtLeast = this.state.isAtLeast || cost.isAtLeast;
    this.state = { ...this.state, usd: this.state.usd + cost.usd, isAtLeast };
    deps.tell(this.state);
    return undefined;
  }
}
