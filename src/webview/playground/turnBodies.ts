import { lengthOfCalls, lengthOfResults } from '../../core/playground/session/toolTurns';
import { grownCalls } from '../../core/playground/session/grownCall';
import type { GrownCall } from '../../core/playground/session/grownCall';
import type { TurnBody, TurnHead } from '../../core/playground/session/turnHeads';

/** Bodies that are cached, the last used ones: a page of a thousand turns must not hold a thousand texts. */
export const maxBodies = 60;
/** The most ids that the host takes in one question. */
const maxAtOnce = 200;
const maxMisses = 3;

/** Piece of an answer that has just come. */
interface Grown {
  readonly answerId: string;
  readonly reasoning: string;
  readonly text: string;
  readonly call?: GrownCall;
}

interface Entry {
  body: TurnBody;
  /** Number of the last event that the texts contain. */
  seq: number;
}

/**
 * The texts of the turns that were in sight lately. They are requested in batches,
 * and a streaming text is added to as it grows.
 * `inUse` says which turns are drawn: their texts are never let go.
 */
export class TurnBodies {
  private readonly entries = new Map<string, Entry>();
  /** Texts that are requested, or about to be: prompt id → number of the question, 0 while the question waits. */
  private readonly asked = new Map<string, number>();
  /** How often a text came with another length than its head says. Two that disagree must not ask for ever. */
  private readonly misses = new Map<string, number>();
  private request = 0;
  private scheduled = false;

  constructor(
    private readonly ask: (request: number, promptIds: string[]) => void,
    private readonly inUse: (promptId: string) => boolean,
  ) {}

  get size(): number {
    return this.entries.size;
  }

  /**
   * Returns the texts of a turn. If they are missing, it returns `undefined` and requests
   * them; they are there after some later `receive`.
   */
  get(head: TurnHead): TurnBody | undefined {
    const entry = this.entries.get(head.promptId);
    if (entry !== undefined && isNewAnswer(entry.body, head)) {
      const { body } = entry;
      entry.body = { ...body, answerId: head.answerId, reasoning: '', answer: '', ...(body.calls && { calls: [] }) };
    }
    if (entry === undefined) this.want(head.promptId);
    else if (fits(entry.body, head)) this.misses.delete(head.promptId);
    else this.wantAgain(head.promptId);
    if (entry === undefined || entry.body.answerId !== head.answerId) return undefined;
    this.entries.delete(head.promptId);
    this.entries.set(head.promptId, entry);
    return entry.body;
  }

  /** @returns the ids whose texts have come. */
  receive(request: number, seq: number, bodies: readonly TurnBody[]): string[] {
    for (const [id, asked] of this.asked) if (asked === request) this.asked.delete(id);
    for (const body of bodies) {
      this.entries.delete(body.promptId);
      this.entries.set(body.promptId, { body, seq });
    }
    this.trim();
    return bodies.map(({ promptId }) => promptId);
  }

  /** Adds to an answer what it grew by with the event of number `seq`. */
  grow(promptId: string, seq: number, { answerId, reasoning, text, call }: Grown): void {
    const entry = this.entries.get(promptId);
    if (entry?.body.answerId !== answerId || seq <= entry.seq) return;
    const { body } = entry;
    const calls = call && { calls: grownCalls(body.calls, call) };
    entry.body = { ...body, reasoning: body.reasoning + reasoning, answer: body.answer + text, ...calls };
    entry.seq = seq;
  }

  /** Forgets everything for a new snapshot. Earlier questions are not answered any more, and texts may have changed. */
  clear(): void {
    this.entries.clear();
    this.asked.clear();
    this.misses.clear();
  }

  private wantAgain(promptId: string): void {
    if (this.asked.has(promptId)) return;
    const misses = (this.misses.get(promptId) ?? 0) + 1;
    this.misses.set(promptId, misses);
    if (misses <= maxMisses) this.want(promptId);
  }

  private want(promptId: string): void {
    if (this.asked.has(promptId)) return;
    this.asked.set(promptId, 0);
    if (this.scheduled) return;
    this.scheduled = true;
    queueMicrotask(() => this.askNow());
  }

  private askNow(): void {
    this.scheduled = false;
    const waiting = [...this.asked].filter(([, request]) => request === 0).map(([id]) => id);
    for (let start = 0; start < waiting.length; start += maxAtOnce) {
      const ids = waiting.slice(start, start + maxAtOnce);
      this.request += 1;
      for (const id of ids) this.asked.set(id, this.request);
      this.ask(this.request, ids);
    }
  }

  private trim(): void {
    for (const id of this.entries.keys()) {
      if (this.entries.size <= maxBodies) return;
      if (!this.inUse(id)) this.entries.delete(id);
    }
  }
}

/** Whether the message was asked again and nothing of the new answer has come, so that there is nothing to ask the host for. */
const isNewAnswer = (body: TurnBody, { answerId, characters }: TurnHead): boolean =>
  body.answerId !== answerId && characters.answer === 0 && characters.reasoning === 0 && !characters.calls;

/** Whether the texts are as long as the head says. Others are out of date. */
function fits(body: TurnBody, { answerId, characters }: TurnHead): boolean {
  return (
    body.answerId === answerId &&
    body.prompt.length === characters.prompt &&
    body.reasoning.length === characters.reasoning &&
    body.answer.length === characters.answer &&
    lengthOfCalls(body.calls ?? []) === (characters.calls ?? 0) &&
    lengthOfResults(body.results ?? []) === (characters.results ?? 0)
  );
}
