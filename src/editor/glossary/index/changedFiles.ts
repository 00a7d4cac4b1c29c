import type { Uri } from 'vscode';
import { nodeHost } from '../../../host/node/host';

/** Saving is told twice, and another branch of a repository changes thousands of files. ms. */
const gatherMs = 300;

/** Gathers files that have changed, and has each of them read again, one after the other. */
export class ChangedFiles {
  private readonly waiting = new Map<string, Uri>();
  private stopWaiting: (() => void) | undefined;
  private isReading = false;

  /**
   * @param read never rejects.
   * @param onDone after all that were waiting.
   */
  constructor(
    private readonly read: (uri: Uri) => Promise<void>,
    private readonly onDone: () => void,
  ) {}

  dispose(): void {
    this.waiting.clear();
    this.stopWaiting?.();
  }

  add(uri: Uri): void {
    this.waiting.set(uri.toString(), uri);
    if (this.isReading) return;
    this.stopWaiting?.();
    this.stopWaiting = nodeHost.later(gatherMs, () => void this.readAll());
  }

  private async readAll(): Promise<void> {
    this.isReading = true;
    for (const [key, uri] of this.waiting) {
      this.waiting.delete(key);
      await this.read(uri);
    }
    this.isReading = false;
    this.onDone();
  }
}
