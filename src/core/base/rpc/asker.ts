import * as v from 'valibot';
import type { AnswerForms, AnswerTo, Cancel, TypedMessage, Question, QuestionType, Reply } from './ask';
import { Questions } from './questions';

/** The end that asks. Answers are checked before they are returned. */
export class Asker<From extends TypedMessage, Forms extends AnswerForms> {
  private readonly questions = new Questions<unknown>();

  constructor(
    private readonly post: (message: From | Cancel) => void,
    private readonly forms: Forms,
  ) {}

  /**
   * Asks a question.
   * @throws Error with the other end's reason, and where its answer has the wrong form.
   * @param signal once aborted, rejects the promise with its reason and tells the other end.
   */
  async ask<K extends QuestionType<From, Forms>>(
    type: K,
    question: Omit<Question<From, K>, 'type'>,
    signal?: AbortSignal,
  ): Promise<AnswerTo<Forms, K>> {
    // The compiler knows the output of a generic schema only by its type.
    const form = this.forms[type] as v.GenericSchema<unknown, AnswerTo<Forms, K>>;
    const value = await this.questions.ask(
      // The compiler cannot put the parts of a generic message together.
      (request) => this.post({ ...question, type, request } as unknown as From),
      { signal, cancel: (request) => this.post({ type: 'cancel', request }) },
    );
    const result = v.safeParse(form, value);
    if (result.success) return result.output;
    throw new Error(`The answer to "${type}" is not of its form: ${v.summarize(result.issues)}`);
  }

  receive(reply: Reply): void {
    if (reply.type === 'reply') this.questions.answer(reply.request, reply.value);
    else this.questions.fail(reply.request, new Error(reply.message));
  }
}
