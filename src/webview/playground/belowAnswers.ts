import type { ToPage } from '../../core/playground/pageProtocol';
import type { ChosenToken } from '../../core/chat/messages/types';
import type { ReferenceCard } from '../../core/playground/reference/referenceSchema';
import type { TurnHead } from '../../core/playground/session/turnHeads';
import type { Post } from '../shared/lightElement';

/** What stands below an answer, apart from its words. */
export interface Beside {
  /** What glossary and catalog say about what was asked. */
  readonly cards: readonly ReferenceCard[];
  /** How likely its tokens were, where that was asked for. */
  readonly tokens: readonly ChosenToken[];
}

export const nothingBeside: Beside = { cards: [], tokens: [] };

/** What the host works out for answers that are looked at: asked for once, and there a moment later. */
export class BelowAnswers {
  /** Tokens of answers that the provider said no usage of, by answer; `undefined` while the host counts. */
  private readonly counts = new Map<string, number | undefined>();
  /** By answer; empty while the host looks. */
  private readonly beside = new Map<string, Beside>();

  constructor(private readonly post: Post) {}

  /** Our count of what arrived of an answer, where the provider said none. */
  countOf({ answerId, status, usage, characters }: TurnHead): number | undefined {
    const isCounted = usage !== undefined || status === 'streaming' || characters.answer + characters.reasoning === 0;
    if (answerId === null || isCounted) return undefined;
    if (!this.counts.has(answerId)) {
      this.counts.set(answerId, undefined);
      this.post({ type: 'countAnswer', answerId });
    }
    return this.counts.get(answerId);
  }

  /** What is known about what was asked, below an answer that has ended. */
  besideOf({ answerId, status }: TurnHead): Beside {
    if (answerId === null || status === 'streaming' || status === 'failed') return nothingBeside;
    const known = this.beside.get(answerId);
    if (known === undefined) {
      this.beside.set(answerId, nothingBeside);
      this.post({ type: 'askReference', answerId });
    }
    return known ?? nothingBeside;
  }

  take(message: Extract<ToPage, { type: 'answerCounted' | 'reference' }>): void {
    if (message.type === 'answerCounted') this.counts.set(message.answerId, message.tokens);
    else this.beside.set(message.answerId, { cards: message.cards, tokens: message.tokens ?? [] });
  }
}
