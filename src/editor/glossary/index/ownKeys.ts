import { Uri } from 'vscode';
import { host } from '#host';
import type { WorkspaceLayers } from '../../../core/glossary/workspace/workspaceGlossaries';
import { pace } from '../../shared/pace';

/** Milliseconds of quiet after a change of a glossary: while the user types into one, it changes often. */
const quietMs = 500;

/**
 * Remembers the key of the workspace terms with which each file was read, and finds the files for which other terms
 * hold now.
 */
export class WorkspaceKeys {
  private keys = new Map<string, string>();
  private stopWaiting: (() => void) | undefined;

  /** @param onStale is called with each file for which other terms hold now. */
  constructor(
    private readonly layers: (file: Uri) => Promise<WorkspaceLayers>,
    private readonly onStale: (file: Uri) => void,
  ) {}

  dispose(): void {
    this.stopWaiting?.();
    this.keys.clear();
  }

  clear(): void {
    // A look at the old keys that is under way goes on with those.
    this.keys = new Map();
  }

  set(uri: Uri, key: string): void {
    this.keys.set(uri.toString(), key);
  }

  delete(uri: Uri): void {
    this.keys.delete(uri.toString());
  }

  /** Looks for stale files after a moment of quiet. Call this when a glossary has changed. */
  lookSoon(): void {
    this.stopWaiting?.();
    this.stopWaiting = host.later(quietMs, () => void this.look());
  }

  private async look(): Promise<void> {
    const { keys } = this;
    const breathe = pace();
    for (const [address, key] of [...keys]) {
      await breathe();
      if (this.keys !== keys) return;
      const file = Uri.parse(address, true);
      if ((await this.layers(file)).key !== key) this.onStale(file);
    }
  }
}
