import type { ChatEvent } from '../chat/messages/types';
import { checkedEvent } from './session/checkedEvent';
import type { RecordedEnd } from './session/sessionSchema';

/** One request: what comes of it, and how it ended. */
export type Run = (signal: AbortSignal, onEvents: (events: readonly ChatEvent[]) => void) => Promise<RecordedEnd>;

interface Running {
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

/** The requests that are under way, by the id of the answer that grows. Each one ends, whatever goes wrong in it. */
export class AnswerRuns {
  private readonly runs = new Map<string, Running>();

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

  start(answerId: string, run: Run): void {
    const abort = new AbortController();
    const ended = this.carry(answerId, run, abort.signal).finally(() => this.runs.delete(answerId));
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

  private async carry(answerId: string, run: Run, signal: AbortSignal): Promise<void> {
    const ended = (end: RecordedEnd): object => ({ type: 'answerEnded', node: answerId, end });
    try {
      const end = await run(signal, (events) => {
        this.apply(events.flatMap((event) => sessionEventOf(answerId, event) ?? []));
      });
      const event = checkedEvent(ended(end));
      // A status that cannot be read is repaired in a file. Here it is a mistake of our own code.
      if (event?.type !== 'answerEnded' || event.end.status !== end.status) {
        throw new TypeError('The end of an answer is none.');
      }
      this.apply([event]);
    } catch (error) {
      this.apply([ended(this.onThrown(error))]);
    }
  }
}

function sessionEventOf(node: string, event: ChatEvent): object | undefined {
  switch (event.type) {
    case 'part':
      return { type: 'partStarted', node, index: event.index, part: event.part };
    case 'delta':
      return { type: 'partGrew', node, index: event.index, text: event.text };
    case 'partEnd':
      return event.opaque === undefined
        ? undefined
        : { type: 'partEnded', node, index: event.index, opaque: event.opaque };
    case 'tokens':
    case 'usage':
    case 'finish':
      return undefined;
  }
}
