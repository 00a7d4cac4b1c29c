import type { ChatEvent, MessagePart } from '../chat/messages/chatTypes';
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

  /** Resolves when that answer does not grow any more. */
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

  /** Makes an event of the session of it, where it is one. */
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

/** UTF-16 code units of an id or a name; a longer one is none, and the part would be lost with it. */
const maxNameLength = 1_000;

/** A call whose result can be told from others': one without an id, or with that of another one in `calls`, gets one of ours. */
function named(part: MessagePart, node: string, index: number, calls: Set<string>): MessagePart {
  if (part.type !== 'tool-call') return part;
  const isOwn = part.id !== '' && part.id.length <= maxNameLength && !calls.has(part.id);
  const id = isOwn ? part.id : `call_${node}_${index}`;
  calls.add(id);
  return { ...part, id, name: part.name.slice(0, maxNameLength) };
}
