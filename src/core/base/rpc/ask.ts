import * as v from 'valibot';
import type { Frozen } from '../frozen';

// One end asks with a message of its protocol that has a number, `request`. The other end answers with `reply`, or
// gives with `failed` the reason why there is no answer. `cancel` tells the other end that the answer is no longer
// wanted.

/** A number that the asking end chose, by which it recognizes the answer to its question. */
export const request = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** The messages of the end that is asked. The asking end knows the form of `value`, and checks it. */
export const replies = [
  v.object({ type: v.literal('reply'), request, value: v.unknown() }),
  v.object({ type: v.literal('failed'), request, message: v.pipe(v.string(), v.maxLength(8_000)) }),
] as const;
export type Reply = v.InferOutput<(typeof replies)[number]>;

export const cancel = v.object({ type: v.literal('cancel'), request });
export type Cancel = v.InferOutput<typeof cancel>;

export interface TypedMessage {
  readonly type: string;
}

/** The form of the answer to each question of a protocol, by the type of the message that asks. */
export type AnswerForms = Readonly<Record<string, v.GenericSchema>>;
/** The forms of a protocol without questions. */
export type NoAnswers = Readonly<Record<symbol, never>>;

/** The messages that a page receives, and the forms of the answers to its questions. */
export interface PageProtocol<To, Forms extends AnswerForms> {
  readonly messages: v.GenericSchema<unknown, To | Reply>;
  readonly answers: Forms;
}

export type AnswerTo<Forms extends AnswerForms, K extends keyof Forms> = Frozen<v.InferOutput<Forms[K]>>;

/** The questions among the messages of a protocol. */
export type QuestionType<From extends TypedMessage, Forms extends AnswerForms> = From['type'] & keyof Forms;

/** A question without its number. */
export type Question<From extends TypedMessage, K> = Omit<Extract<From, { readonly type: K }>, 'request'>;
