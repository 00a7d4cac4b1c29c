import type { AnswerForms, AnswerTo, Cancel, TypedMessage, QuestionType, Reply } from './ask';

/** The most questions that may wait at the same time. More of them are a mistake of the other end. */
export const maxOpenQuestions = 100;

/**
 * Handlers, one for each type of message; a missing one does not compile. The handler of a question returns the answer.
 * Its signal is aborted when the answer is no longer wanted.
 */
export type Handlers<From extends TypedMessage, Forms extends AnswerForms> = {
  readonly [K in From['type']]: K extends QuestionType<From, Forms>
    ? (
        message: Extract<From, { readonly type: K }>,
        asked: { readonly signal: AbortSignal },
      ) => AnswerTo<Forms, K> | Promise<AnswerTo<Forms, K>>
    : (message: Extract<From, { readonly type: K }>) => unknown;
};

/**
 * An error that tells why there is no answer, in words for people, which the other end gets. For any other error it
 * gets a general sentence.
 */
export class Refusal extends Error {}

/** The end that receives messages. It passes each message to its handler, and the handler's answer to the other end. */
export class Answerer<From extends TypedMessage, Forms extends AnswerForms> {
  private readonly open = new Map<number, AbortController>();

  constructor(
    private readonly handlers: Handlers<From, Forms>,
    private readonly forms: Forms,
    private readonly post: (reply: Reply) => void,
    /** The sentence for the other end about an error that is not for people. */
    private readonly failed: string,
  ) {}

  /** Handles a message. @throws what the handler throws; for a question, after the other end was told. */
  async receive(message: From | Cancel): Promise<void> {
    if (isCancel(message)) return this.open.get(message.request)?.abort();
    // Each handler takes the message of its own type; the compiler cannot follow that through the union.
    const handle = this.handlers[message.type as From['type']] as (
      message: TypedMessage,
      asked?: { readonly signal: AbortSignal },
    ) => unknown;
    if (Object.hasOwn(this.forms, message.type)) {
      await this.answer((message as unknown as Cancel).request, (asked) => handle(message, asked));
    } else await handle(message);
  }

  /** Aborts all questions. To be called when the other end is gone, as nobody wants the answers any more. */
  close(): void {
    for (const asked of this.open.values()) asked.abort();
  }

  private async answer(request: number, run: (asked: AbortController) => unknown): Promise<void> {
    // No page uses a number twice: the earlier question came from a page that is gone.
    this.open.get(request)?.abort();
    if (this.open.size >= maxOpenQuestions) return this.post({ type: 'failed', request, message: this.failed });
    const asked = new AbortController();
    const { signal } = asked;
    this.open.set(request, asked);
    try {
      const value = await run(asked);
      if (!signal.aborted) this.post({ type: 'reply', request, value });
    } catch (error) {
      if (signal.aborted) return;
      this.post({ type: 'failed', request, message: error instanceof Refusal ? error.message : this.failed });
      throw error;
    } finally {
      if (this.open.get(request) === asked) this.open.delete(request);
    }
  }
}

const isCancel = (message: TypedMessage): message is Cancel => message.type === 'cancel';
