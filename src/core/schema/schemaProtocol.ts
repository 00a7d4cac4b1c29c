import type { Begun } from '../base/rpc/workerClient';
import { checkAnswer } from './checkAnswer';
import type { CheckedAnswer } from './schemaCheck';

// Between the editor and the thread in which answers are held to schemas.

export interface SchemaRequest {
  readonly kind: 'check';
  readonly id: number;
  readonly schema: string;
  readonly answer: string;
}

export interface SchemaReply {
  readonly kind: 'checked';
  readonly id: number;
  readonly checked: CheckedAnswer;
}

/** Answers a question. It says first that it begins: its client ends the thread over one that takes too long. */
export function serveSchemaCheck(
  { id, schema, answer }: SchemaRequest,
  post: (reply: SchemaReply | Begun) => void,
): void {
  post({ kind: 'begun', id });
  post({ kind: 'checked', id, checked: checkAnswer(schema, answer) });
}
