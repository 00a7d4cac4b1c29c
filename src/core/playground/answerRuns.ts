import type { ChatEvent, MessagePart } from '../chat/messages/chatTypes';
import type { RecordedEnd } from '../chat/messages/recordedEnd';
import { KeptTokens } from './keptTokens';

/** One request. It passes on the events of its answer, and resolves with how it ended. */
export type Run = (signal: AbortSignal, onEvents: (events: readonly ChatEvent[]) => void) => Promise<RecordedEnd>;

interface Running {
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

/** The requests that are under way, by the id of the growing answer. Each one ends, whatever goes wrong in it. */
export class AnswerRuns {
  private readonly runs = new Map<string, Running>();
  readonly tokens = new KeptTokens();

  /**
   * @param apply receives every event, unchecked.
   * @param onThrown receives an error that our own code threw, and returns how the answer ends then.
   */
  constructor(
    private readonly apply: (events: readonly unknown[]) => void,
    private readonly onThrown: (error: unknown) => RecordedEnd,
  ) {}

  get ids(): readonly string[] {
    return [...this.runs.keys()];
  }

  /** Starts a request. `partsBefore`: the number of parts that the answer has already. */
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

  /** Resolves when the answer does not grow any more. */
  async ended(answerId: string): Promise<void> {
    await this.runs.get(answerId)?.ended;
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
    const calls = new Set<string>();
    const ended = (end: RecordedEnd): object => ({ type: 'answerEnded', node: answerId, end });
    try {
      const end = await run(signal, (events) =>
        this.apply(events.flatMap((event) => this.take(answerId, event, partsBefore, calls))),
      );
      this.apply([ended(end)]);
    } catch (error) {
      this.apply([ended(this.onThrown(error))]);
    }
  }

  /** Turns an event of the answer into an event of the session, where there is one. */
  private take(node: string, event: ChatEvent, partsBefore: number, calls: Set<string>): object[] {
    const index = 'index' in event ? event.index + partsBefore : 0;
    switch (event.type) {
      case 'part':
        return [{ type: 'partStarted', node, index, part: named(event.part, node, index, calls) }];
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

/** UTF-16 code units of an id or a name. With a longer one the part would not be valid, and would be lost. */
const maxNameLength = 1_000;

/**
 * Gives a call an id of our own if its id is empty, too long, or that of another call in `calls`, so that the results of
 * calls can be told apart.
 */
function named(part: MessagePart, node: string, index: number, calls: Set<string>): MessagePart {
  if (part.type !== 'tool-call') return part;
  const isOwn = part.id !== '' && part.id.length <= maxNameLength && !calls.has(part.id);
  const id = isOwn ? part.id : `call_${node}_${index}`;
  calls.add(id);
  return { ...part, id, name: part.name.slice(0, maxNameLength) };
}
