import type { Begun } from '../../base/rpc/workerClient';
import { renderNunjucks } from '../../prompts/template/nunjucks';
import type { Assertion } from '../suite';
import { checkOutput, loadCheck } from './checkOutput';
import { opinionIn } from './opinion';
import type { CheckContext, CheckResult } from './verdict';

// Messages between the runner of a suite and the thread in which answers are checked.

export interface CheckRequest {
  /** `opinion`: the output is what a judge replied. */
  readonly kind: 'check' | 'opinion';
  readonly id: number;
  readonly assertion: Assertion;
  readonly context: CheckContext;
}

export interface CheckReply {
  readonly kind: 'checked';
  readonly id: number;
  readonly result: CheckResult;
}

/**
 * The thread's end, which answers one request after the other. It reports which one it begins, as its client ends the
 * thread when one takes too long.
 */
export class CheckServer {
  private last = Promise.resolve();

  constructor(private readonly post: (reply: CheckReply | Begun) => void) {}

  receive(request: CheckRequest): void {
    this.last = this.last.then(() => this.answer(request));
  }

  private async answer({ kind, id, assertion, context }: CheckRequest): Promise<void> {
    // Loading comes before `begun`, as the time that it takes is no fault of the config.
    await loadCheck(assertion.type);
    this.post({ kind: 'begun', id });
    const result =
      kind === 'opinion'
        ? opinionIn(assertion, String(context.output))
        : checkOutput(assertion, context, renderNunjucks);
    this.post({ kind: 'checked', id, result: await result });
  }
}
