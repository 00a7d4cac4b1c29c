import { Disposable, EventEmitter, FileDecoration, FileType, window, workspace } from 'vscode';
import type { CancellationToken, FileDecorationProvider, FileStat, Uri } from 'vscode';
import { badgeText } from '../../core/tokens/folder/result';
import { modelCount } from '../../core/tokens/counting/modelCount';
import { withUnit } from '../../core/tokens/counting/describeCount';
import { onSettings, readSetting, whileOn } from '../shared/settings';
import { activeModel } from '../shared/activeModel';
import { FailureMemory } from '../shared/follower';
import type { Shared } from '../shared/shared';
import { say } from '../shared/words';

/** Bytes; a larger file has no badge. */
const maxBadgeBytes = 1024 * 1024;

/** Badges in memory; the oldest goes first. */
const maxCached = 5_000;

/** Registers token badges in the explorer, while the setting is on. */
export const registerExplorerBadges = (shared: Shared): Disposable =>
  whileOn('tokens.explorerBadges', () => {
    const badges = new ExplorerBadges(shared);
    const watcher = workspace.createFileSystemWatcher('**/*', true, false, true);
    return Disposable.from(
      badges,
      watcher,
      watcher.onDidChange((uri) => badges.refresh(uri)),
      onSettings(['tokens.model'], () => badges.refreshAll()),
      window.registerFileDecorationProvider(badges),
    );
  });

interface Cached {
  readonly version: string;
  readonly decoration: FileDecoration | undefined;
}

/** Counts files when the explorer shows them, one at a time. */
class ExplorerBadges implements FileDecorationProvider {
  private readonly changed = new EventEmitter<Uri | undefined>();
  readonly onDidChangeFileDecorations = this.changed.event;
  private readonly cached = new Map<string, Cached>();
  private readonly failures = new FailureMemory();
  private queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly shared: Shared) {}

  dispose(): void {
    this.changed.fire(undefined);
    this.changed.dispose();
  }

  refreshAll(): void {
    this.cached.clear();
    this.changed.fire(undefined);
  }

  /** Refreshes the badge of a changed file. A file without a badge is counted when the explorer shows it. */
  refresh(uri: Uri): void {
    if (this.cached.has(uri.toString())) this.changed.fire(uri);
  }

  provideFileDecoration(uri: Uri, token: CancellationToken): Promise<FileDecoration | undefined> | undefined {
    // VS Code also asks for tabs, other views and diffs.
    if (!workspace.getWorkspaceFolder(uri)) return undefined;
    const next = this.queue.then(() => (token.isCancellationRequested ? undefined : this.decorate(uri)));
    this.queue = next.catch((error: unknown) => {
      if (this.failures.isNew(error)) this.shared.log.error('Counting for an explorer badge failed.', error);
    });
    return next.catch(() => undefined);
  }

  private async decorate(uri: Uri): Promise<FileDecoration | undefined> {
    const stat = await statOf(uri);
    if (!stat || !(stat.type & FileType.File) || stat.size > maxBadgeBytes) return undefined;
    const key = uri.toString();
    const version = `${stat.mtime} ${stat.size} ${readSetting('tokens.model')}`;
    const cached = this.cached.get(key);
    if (cached?.version === version) return cached.decoration;
    const decoration = await this.count(uri);
    this.cached.delete(key); // A Map keeps the place of a key that is set again.
    this.cached.set(key, { version, decoration });
    for (const oldest of this.cached.keys()) {
      if (this.cached.size <= maxCached) break;
      this.cached.delete(oldest);
    }
    return decoration;
  }

  private async count(uri: Uri): Promise<FileDecoration | undefined> {
    const catalog = await this.shared.guide.catalog();
    const model = activeModel(catalog);
    if ('unknownId' in model) return undefined;
    const tokenizer = catalog.tokenizerOf(model);
    const { encoding } = tokenizer;
    const rules = { counter: this.shared.worker, encodings: [encoding], maxFileBytes: maxBadgeBytes };
    const { countFile, countIn } = await import('./counting/countFile');
    const outcome = await countFile(uri, rules, new AbortController().signal);
    if ('skip' in outcome) return undefined;
    const count = modelCount(tokenizer, countIn(outcome, encoding));
    return new FileDecoration(badgeText(count.tokens), `${withUnit(count, say)} (${model.name})`);
  }
}

async function statOf(uri: Uri): Promise<FileStat | undefined> {
  try {
    return await workspace.fs.stat(uri);
  } catch {
    return undefined; // Deleted meanwhile.
  }
}
