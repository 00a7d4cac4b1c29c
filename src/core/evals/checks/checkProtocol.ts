import type { Begun } from '../../base/rpc/workerClient';
import { renderNunjucks } from '../../prompts/template/nunjucks';
import type { Assertion } from '../suite';
import { checkOutput } from './checkOutput';
import type { CheckContext, CheckResult } from './verdict';

// Between whoever runs a suite and the thread in which answers are checked.

export interface CheckRequest {
  readonly kind: 'check';
  readonly id: number;
  readonly assertion: Assertion;
  readonly context: CheckContext;
}

export interface CheckReply {
  readonly kind: 'checked';
  readonly id: number;
  readonly result: CheckResult;
}

/** Answers a question. It says first that it begins: its client ends the thread over one that takes too long. */
export function serveCheck({ id, assertion, context }: CheckRequest, post: (reply: CheckReply | Begun) => void): void {
  post({ kind: 'begun', id });
  post({ kind: 'checked', id, result: checkOutput(assertion, context, renderNunjucks) });
}
