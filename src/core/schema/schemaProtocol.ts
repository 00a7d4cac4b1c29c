import type { Begun } from '../base/rpc/workerClient';
import { checkAnswer } from './checkAnswer';
import type { CheckedAnswer } from './schemaCheck';

// Messages between the editor and the thread in which answers are checked against schemas.

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

/** Answers a request. First reports that it begins, because its client ends the thread where a check takes too long. */
export function serveSchemaCheck(
  { id, schema, answer }: SchemaRequest,
  post: (reply: SchemaReply | Begun) => void,
): void {
  post({ kind: 'begun', id });
  post({ kind: 'checked', id, checked: checkAnswer(schema, answer) });
}
