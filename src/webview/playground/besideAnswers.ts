import type { ToPage } from '../../core/playground/playgroundProtocol';
import type { TurnHead } from '../../core/playground/session/turnHeads';
import type { Beside } from './pageOfColumns';
import type { HostConnection } from './connection';

type Told<Type extends ToPage['type']> = Extract<ToPage, { type: Type }>;

const nothingBeside: Beside = { cards: [] };

/** Counts and cards of answers, which the host sends apart from their texts. Each is requested once, when it is to be shown. */
export class BesideAnswers {
  /** Numbers of tokens, by answer, where the provider reported no usage. */
  private readonly counts = new Map<string, number>();
  /** Cards by answer. */
  private readonly beside = new Map<string, Beside>();
  /** Questions about answers that the host was asked. */
  private readonly asked = new Set<string>();

  constructor(private readonly host: Pick<HostConnection, 'post'>) {}

  counted({ answerId, tokens }: Told<'answerCounted'>): void {
    this.counts.set(answerId, tokens);
  }

  told(reference: Told<'reference'>): void {
    this.beside.set(reference.answerId, reference);
  }

  countOf({ answerId, status, usage, characters }: TurnHead): number | undefined {
    const isCounted = usage !== undefined && !usage.isPartial;
    const hasText = status !== 'streaming' && characters.answer + characters.reasoning > 0;
    if (answerId === null || isCounted || !hasText) return undefined;
    this.askOnce('countAnswer', answerId);
    return this.counts.get(answerId);
  }

  /** @param hasCards whether the provider of the answer has cards for it. */
  of({ answerId, status }: TurnHead, hasCards: boolean): Beside {
    if (answerId === null || status === 'streaming' || status === 'failed' || !hasCards) return nothingBeside;
    this.askOnce('askReference', answerId);
    return this.beside.get(answerId) ?? nothingBeside;
  }

  private askOnce(type: 'countAnswer' | 'askReference', answerId: string): void {
    const question = `${type} ${answerId}`;
    if (this.asked.has(question)) return;
    this.asked.add(question);
    this.host.post({ type, answerId });
  }
}
