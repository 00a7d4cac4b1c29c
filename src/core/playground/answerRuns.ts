import type { ChatEvent } from '../chat/messages/types';
import type { RecordedEnd } from '../chat/messages/recordedEnd';
import { KeptTokens } from './keptTokens';

/** One request: what comes of it, and how it ended. */
export type Run = (signal: AbortSignal, onEvents: (events: readonly ChatEvent[]) => void) => Promise<RecordedEnd>;

interface Running {
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

/** The requests that are under way, by the id of the answer that grows. Each one ends, whatever goes wrong in it. */
export class AnswerRuns {
  private readonly runs = new Map<string, Running>();
  readonly tokens = new KeptTokens();

  /**
   * @param apply gets every event, unchecked.
   * @param onThrown gets what our own code threw; returns how the answer ends then.
   */
  constructor(
    private readonly apply: (events: readonly unknown[]) => void,
    private readonly onThrown: (error: unknown) => RecordedEnd,
  ) {}

  get ids(): readonly string[] {
    return [...this.runs.keys()];
  }

  /** `partsBefore`: parts that the answer has already. */
  start(answerId: string, run: Run, partsBefore = 0): void {
    const abort = new AbortController();
    this.tokens.begin(answerId);
    const ended = this.carry(answerId, run, { signal: abort.signal, partsBefore }).finally(() =>
      this.runs.delete(answerId),
    );
    this.runs.set(answerId, { abort, ended });
  }

  stop(answerId?: string): void {
    for (const [id, { abort }] of this.runs) if (answerId === undefined || id === answerId) abort.abort();
  }

  /** Stops all, and resolves when their ends are applied. */
  async stopAndWait(): Promise<void> {
    this.stop();
    await this.whenIdle();
  }

  /** Resolves when nothing is under way. */
  async whenIdle(): Promise<void> {
    while (this.runs.size > 0) await Promise.all([...this.runs.values()].map(({ ended }) => ended));
  }

  private async carry(
    answerId: string,
    run: Run,
    { signal, partsBefore }: { readonly signal: AbortSignal; readonly partsBefore: number },
  ): Promise<void> {
    const ended = (end: RecordedEnd): object => ({ type: 'answerEnded', node: answerId, end });
    try {
      const end = await run(signal, (events) =>
        this.apply(events.flatMap((event) => this.take(answerId, event, partsBefore))),
      );
      this.apply([ended(end)]);
    } catch (error) {
      this.apply([ended(this.onThrown(error))]);
    }
  }

  /** Makes an event of the session of it, where it is one. */
  private take(node: string, event: ChatEvent, partsBefore: number): object[] {
    const index = 'index' in event ? event.index + partsBefore : 0;
    switch (event.type) {
      case 'part':
        return [{ type: 'partStarted', node, index, part: event.part }];
      case 'delta':
        return [{ type: 'partGrew', node, index, text: event.text }];
      case 'partEnd':
        return event.opaque ? [{ type: 'partEnded', node, index, opaque: event.opaque }] : [];
      case 'tokens':
        this.tokens.add(node, event.tokens);
        return [];
      case 'usage':
      case 'finish':
        return [];
    }
  }
}
