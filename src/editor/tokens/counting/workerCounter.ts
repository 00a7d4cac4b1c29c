import { EventEmitter } from 'vscode';
import type { Event, Uri } from 'vscode';
import { TokenClient } from '../../../core/tokens/worker/tokenClient';
import type { TokenReply, TokenRequest } from '../../../core/tokens/worker/workerProtocol';
import { nodeHost } from '../../../host/node/host';
import type { RunningWorker } from '../../../host/port';
import type { Logger } from '../../shared/log';

/** The token worker, started on first use and again after a crash. */
export class WorkerCounter extends TokenClient {
  private worker: RunningWorker | undefined;
  private readonly lost = new EventEmitter<void>();
  /** The worker ended, and with it every copy of a document. */
  readonly onDidLoseCopies: Event<void> = this.lost.event;

  /** `distribution`: the folder that holds worker/ and vocabularies/. */
  constructor(
    private readonly distribution: Uri,
    private readonly log: Logger,
  ) {
    super();
  }

  dispose(): void {
    const ended = this.worker;
    this.end(new Error('The extension was stopped.'));
    this.lost.dispose();
    ended?.end();
  }

  protected override post(request: TokenRequest): void {
    this.started().post(request);
  }

  private started(): RunningWorker {
    if (this.worker) return this.worker;
    const folder = this.distribution.fsPath;
    const worker: RunningWorker = nodeHost.startWorker(`${folder}/worker/tokenWorker.js`, {
      name: 'AI Field Guide tokens',
      data: { vocabularies: `${folder}/vocabularies` },
      onMessage: (reply) => this.receive(reply as TokenReply),
      onError: (error) => {
        this.log.error('The token worker failed.', error);
        if (this.worker === worker) this.end(new Error('The token worker failed; see the log.', { cause: error }));
      },
      onEnd: () => {
        if (this.worker === worker) this.end(new Error('The token worker ended.'));
      },
    });
    this.worker = worker;
    return worker;
  }

  private end(error: Error): void {
    this.worker = undefined;
    this.failAll(error);
    this.lost.fire();
  }
}
