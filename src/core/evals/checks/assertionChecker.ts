import { WorkerClient } from '../../base/rpc/workerClient';
import type { WorkerHost } from '../../base/rpc/workerClient';
import { TooSlowError } from '../../base/work';
import type { Assertion } from '../suite';
import type { CheckReply, CheckRequest } from './checkProtocol';
import type { CheckContext, CheckResult } from './verdict';

/** Milliseconds that one check may usually take before its thread is ended. */
const usualMaxMs = 2_000;

interface CheckerDeps {
  readonly host: WorkerHost;
  /** The built file of `src/worker/checkWorker.ts`. */
  readonly script: string;
  readonly maxMs?: number;
  readonly log: { error(message: string, error?: unknown): void };
}

/** Checks answers in a thread of its own, as checks of a config may run for ever. */
export class AssertionChecker {
  private readonly worker: WorkerClient<CheckRequest, CheckReply>;
  private readonly maxMs: number;

  constructor({ host, script, maxMs = usualMaxMs, log }: CheckerDeps) {
    this.maxMs = maxMs;
    this.worker = new WorkerClient({ host, script, log, maxMs, name: 'check worker' });
  }

  dispose(): void {
    this.worker.dispose();
  }

  /** Checks an answer. Rejects where the thread does not start, and with the reason of `signal`. */
  check(assertion: Assertion, context: CheckContext, signal?: AbortSignal): Promise<CheckResult> {
    return this.ask('check', assertion, context, signal);
  }

  /** Reads the reply of a judge. Rejects as `check` does. */
  opinion(assertion: Assertion, reply: string): Promise<CheckResult> {
    return this.ask('opinion', assertion, { output: reply });
  }

  private async ask(
    kind: CheckRequest['kind'],
    assertion: Assertion,
    context: CheckContext,
    signal?: AbortSignal,
  ): Promise<CheckResult> {
    try {
      return (await this.worker.ask((id) => ({ kind, id, assertion, context }), signal)).result;
    } catch (error) {
      if (!(error instanceof TooSlowError)) throw error;
      const message = `"${assertion.type}" took longer than ${this.maxMs} ms, and was ended.`;
      return { error: { code: 'too-slow', message } };
    }
  }
}
