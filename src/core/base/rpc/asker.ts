import * as v from 'valibot';
import type { AnswerForms, AnswerTo, Cancel, Message, Question, QuestionType, Reply } from './ask';
import { Questions } from './questions';

interface AskOptions<Answer> {
  /** Aborted, it rejects the promise with its reason, and the other end is told. */
  readonly signal?: AbortSignal;
  /** Hears of answers that are not the last one. */
  readonly onProgress?: (answer: Answer) => void;
}

/** The end that asks. Answers are checked before anybody gets them. */
export class Asker<From extends Message, Forms extends AnswerForms> {
  private readonly questions = new Questions<unknown>();

  constructor(
    private readonly post: (message: From | Cancel) => void,
    private readonly forms: Forms,
  ) {}

  /** @throws Error with the other end's reason, and where its answer is not of the form. */
  async ask<K extends QuestionType<From, Forms>>(
    type: K,
    question: Omit<Question<From, K>, 'type'>,
    { signal, onProgress }: AskOptions<AnswerTo<Forms, K>> = {},
  ): Promise<AnswerTo<Forms, K>> {
    // What a generic schema gives is known to its type alone.
    const form = this.forms[type] as v.GenericSchema<unknown, AnswerTo<Forms, K>>;
    const checked = (value: unknown): AnswerTo<Forms, K> => {
      const result = v.safeParse(form, value);
      if (result.success) return result.output;
      throw new Error(`The answer to "${type}" is not of its form: ${v.summarize(result.issues)}`);
    };
    const value = await this.questions.ask(
      // The compiler cannot put the parts of a generic message together.
      (request) => this.post({ ...question, type, request } as unknown as From),
      {
        signal,
        cancel: (request) => this.post({ type: 'cancel', request }),
        onProgress: onProgress && ((part) => onProgress(checked(part))),
      },
    );
    return checked(value);
  }

  receive(reply: Reply): void {
    switch (reply.type) {
      case 'reply':
        return this.questions.answer(reply.request, reply.value);
      case 'progress':
        return this.questions.progress(reply.request, reply.value);
      case 'failed':
        return this.questions.fail(reply.request, new Error(reply.message));
    }
  }

  /** To be called when the other end is gone: nothing that waits is answered any more. */
  close(why: string): void {
    this.questions.failAll(new Error(why));
  }
}
