import type { Uri } from 'vscode';
import { host } from '#host';

/**
 * Milliseconds in which changes are gathered. Saving is reported twice, and a change of branch changes thousands of
 * files.
 */
const gatherMs = 300;

/** Gathers files that have changed, and reads each of them again, one after the other. */
export class ChangedFiles {
  private readonly waiting = new Map<string, Uri>();
  private stopWaiting: (() => void) | undefined;
  private isReading = false;

  /**
   * @param read reads one file; it never rejects.
   * @param onDone is called after all waiting files are read.
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
    this.stopWaiting = host.later(gatherMs, () => void this.readAll());
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
