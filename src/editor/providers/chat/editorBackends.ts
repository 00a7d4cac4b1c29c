import { EventEmitter } from 'vscode';
import type { Disposable } from 'vscode';
import type { BuiltInBackend } from '../../../core/chat/backend';
import type { ListedModel } from '../../../core/chat/discovery/listedModels';
import { Follower } from '../../shared/follower';
import type { Logger } from '../../shared/log';

/** VS Code tells of each vendor whose models change. ms. */
const restMs = 200;

/** What VS Code lends of one vendor. */
export interface LentModels {
  readonly backend: BuiltInBackend;
  readonly models: readonly ListedModel[];
}

/** The models that VS Code has for extensions. */
export interface EditorModels {
  read(): Promise<readonly LentModels[]>;
  onDidChange(changed: () => void): Disposable;
}

interface EditorBackendsDeps {
  /** Loads the code that reads them. */
  readonly load: () => Promise<EditorModels>;
  readonly log: Pick<Logger, 'warn'>;
}

interface Change {
  readonly now: readonly LentModels[];
  readonly gone: readonly BuiltInBackend[];
}

/** The models that VS Code lends, a backend for each vendor: read when somebody first asks who there is, and followed from then on. */
export class EditorBackends {
  private backends: readonly BuiltInBackend[] = [];
  private isAsked = false;
  private isDisposed = false;
  private following: Disposable | undefined;
  private readonly changed = new EventEmitter<Change>();
  readonly onDidChange = this.changed.event;
  private readonly reads = new Follower({
    run: (signal) => this.read(signal),
    failed: (error, isNew) => {
      if (isNew) this.deps.log.warn('The models of VS Code could not be read.', error);
    },
  });

  constructor(private readonly deps: EditorBackendsDeps) {}

  /** Those that were read last. */
  readonly all = (): readonly BuiltInBackend[] => {
    if (!this.isAsked) {
      this.isAsked = true;
      void this.reads.now();
    }
    return this.backends;
  };

  dispose(): void {
    this.isDisposed = true;
    this.reads.stop();
    this.following?.dispose();
    this.changed.dispose();
  }

  private async read(signal: AbortSignal): Promise<void> {
    const models = await this.deps.load();
    if (this.isDisposed) return;
    // Before they are read: what changes meanwhile is read again.
    this.following ??= models.onDidChange(() => this.reads.soon(restMs));
    const now = (await models.read()).filter((lent) => lent.models.length > 0);
    if (signal.aborted) return;
    const ids = new Set<string>(now.map(({ backend }) => backend.id));
    const gone = this.backends.filter(({ id }) => !ids.has(id));
    this.backends = now.map(({ backend }) => backend);
    if (now.length > 0 || gone.length > 0) this.changed.fire({ now, gone });
  }
}
