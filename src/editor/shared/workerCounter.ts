import { EventEmitter } from 'vscode';
import type { Event, Uri } from 'vscode';
import { TokenClient } from '../../core/tokens/worker/tokenClient';
import { host } from '#host';
import type { Logger } from './log';

/** The token worker, started on first use and again after a crash. */
export class WorkerCounter extends TokenClient {
  private readonly lost: EventEmitter<void>;
  /** Fires when the worker has ended, and with it every copy of a document. */
  readonly onDidLoseCopies: Event<void>;

  /** `distribution` is the folder that holds worker/ and vocabularies/. */
  constructor({ fsPath: folder }: Uri, log: Pick<Logger, 'error'>) {
    const lost = new EventEmitter<void>();
    super({
      host,
      script: `${folder}/worker/tokenWorker.js`,
      vocabularies: `${folder}/vocabularies`,
      onEnd: () => lost.fire(),
      log,
    });
    this.lost = lost;
    this.onDidLoseCopies = lost.event;
  }

  override dispose(): void {
    super.dispose();
    this.lost.dispose();
  }
}
