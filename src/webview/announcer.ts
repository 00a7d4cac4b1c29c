import { streamingTurn } from '../core/playground/session';
import type { Answer, Session } from '../core/playground/session';
import { formatCount, statusWords } from './answerStats';

/** Milliseconds between two words on an answer's progress. */
const progressMs = 10_000;

/**
 * Says in a polite live region what a screen reader's user would otherwise have to go looking for: that an answer
 * started, now and then that it goes on, and how it ended. Never the text itself: a stream would flood the queue.
 */
export class Announcer {
  private watched: string | undefined;
  private spokeAt = 0;
  private last = '';

  constructor(
    private readonly show: (text: string) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  say(text: string): void {
    // A live region is read out when its text changes: the same words twice need a difference that nobody hears.
    this.last = this.last === text ? `${text}\u00a0` : text;
    this.spokeAt = this.now();
    this.show(this.last);
  }

  /** To be called after each change of the session. */
  update(session: Session): void {
    const streaming = streamingTurn(session);
    if (streaming !== undefined && streaming.id !== this.watched) {
      this.watched = streaming.id;
      this.say('Answer started');
    } else if (streaming !== undefined) {
      const length = streaming.answer.text.length + streaming.answer.reasoning.length;
      if (this.now() - this.spokeAt >= progressMs)
        this.say(`Still answering, ${formatCount(length)} characters so far`);
    } else if (this.watched !== undefined) {
      const turn = session.turns.find(({ id }) => id === this.watched);
      this.watched = undefined;
      if (turn !== undefined) this.say(endWords(turn.answer));
    }
  }
}

function endWords(answer: Answer): string {
  if (answer.error !== undefined) return `${answer.error.message} ${answer.error.advice}`;
  const tokens = answer.usage === undefined ? '' : `, ${formatCount(answer.usage.outputTokens)} tokens`;
  if (answer.status === 'stopped') return `Answer stopped${tokens}`;
  return answer.finishReason === 'stop' || answer.finishReason === undefined
    ? `Answer finished${tokens}`
    : `${statusWords(answer)}${tokens}`;
}
