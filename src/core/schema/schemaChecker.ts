import { WorkerClient } from '../base/rpc/workerClient';
import type { WorkerHost } from '../base/rpc/workerClient';
import { TooSlowError } from '../base/work';
import type { CheckedAnswer } from './schemaCheck';
import type { SchemaReply, SchemaRequest } from './schemaProtocol';

/** Milliseconds that one check may take before its thread is ended, where no other limit is given. */
const usualMaxMs = 500;

interface CheckerDeps {
  readonly host: WorkerHost;
  /** The file of `src/worker/schemaWorker.ts`, built. */
  readonly script: string;
  readonly maxMs?: number;
  readonly log: { error(message: string, error?: unknown): void };
}

/** Checks answers against schemas in a thread of its own. */
export class SchemaChecker {
  private readonly worker: WorkerClient<SchemaRequest, SchemaReply>;

  constructor({ host, script, maxMs = usualMaxMs, log }: CheckerDeps) {
    this.worker = new WorkerClient({ host, script, log, maxMs, name: 'schema worker' });
  }

  dispose(): void {
    this.worker.dispose();
  }

  /**
   * Checks an answer against a schema, both as texts. Rejects where the thread does not start, and with the reason of
   * `signal`.
   */
  async check(schema: string, answer: string, signal?: AbortSignal): Promise<CheckedAnswer> {
    try {
      return (await this.worker.ask((id) => ({ kind: 'check', id, schema, answer }), signal)).checked;
    } catch (error) {
      if (error instanceof TooSlowError) return { state: 'slow' };
      throw error;
    }
  }
}
