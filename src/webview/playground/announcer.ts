import { formatCount } from '../../core/base/numbers';
import type { TurnHead } from '../../core/playground/session/turnHeads';
import { words } from '../shared/strings';
import { statusWords } from './answerStats';

/** Milliseconds between two announcements of an answer's progress. */
const progressMs = 10_000;

/** Says something in a polite live region. */
export class Announcer {
  private last = '';

  constructor(private readonly show: (text: string) => void) {}

  readonly say = (text: string): void => {
    // A live region is read out when its text changes. So the same words twice need a difference that is not heard.
    this.last = this.last === text ? `${text}\u00a0` : text;
    this.show(this.last);
  };
}

/**
 * Announces what the user of a screen reader would otherwise have to look for: that an answer started, now and then
 * that it goes on, and how it ended. It never says the text itself, as a stream would flood the queue.
 */
export class AnswerWatch {
  private watched: string | undefined;
  private spokeAt = 0;

  constructor(
    private readonly show: (text: string) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  private say(text: string): void {
    this.spokeAt = this.now();
    this.show(text);
  }

  /** Announces what is new. Call it after each change, with the turn that streams and with all turns. */
  look(streaming: TurnHead | undefined, turns: ReadonlyMap<string, TurnHead>): void {
    if (streaming !== undefined && streaming.promptId !== this.watched) {
      this.watched = streaming.promptId;
      this.say(words('saidStarted'));
    } else if (streaming !== undefined) {
      const { answer, reasoning } = streaming.characters;
      if (this.now() - this.spokeAt >= progressMs) this.say(words('saidProgress', formatCount(answer + reasoning)));
    } else if (this.watched !== undefined) {
      const turn = turns.get(this.watched);
      this.watched = undefined;
      if (turn !== undefined) this.say(endWords(turn));
    }
  }
}

function endWords(turn: TurnHead): string {
  if (turn.error !== undefined) return `${turn.error.message} ${turn.error.advice}`;
  const finished = turn.finishReason === 'stop' || turn.finishReason === undefined;
  const how = turn.status === 'stopped' ? words('saidStopped') : finished ? words('saidFinished') : statusWords(turn);
  return turn.usage === undefined || turn.usage.isPartial
    ? how
    : words('saidTokens', how, formatCount(turn.usage.outputTokens));
}
