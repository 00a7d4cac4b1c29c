import type { Disposable } from 'vscode';
import type { BuiltInBackend } from '../../../core/chat/backend';
import type { ListedModel } from '../../../core/chat/discovery/listedModels';
import { Follower } from '../../shared/follower';
import type { Logger } from '../../shared/log';

/** VS Code tells of each vendor whose models change. ms. */
const restMs = 200;
/** Some versions tell so each time they are asked, which would go on for ever: what was read in vain is read later and later. ms. */
const longestRestMs = 60_000;

/** Models of one vendor that VS Code lends, with the backend that asks them. */
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
  /** There are others. */
  readonly changed: (now: readonly LentModels[], gone: readonly BuiltInBackend[]) => void;
  readonly log: Pick<Logger, 'warn'>;
  /** As of a `Follower`. */
  readonly later?: (ms: number, run: () => void) => () => void;
}

/** The models that VS Code lends, a backend for each vendor: read when somebody first asks who there is, and followed from then on. */
export class EditorBackends {
  private backends: readonly BuiltInBackend[] = [];
  private isAsked = false;
  private isDisposed = false;
  private following: Disposable | undefined;
  private known = '[]';
  private readInVain = 0;
  private readonly reads: Follower;

  constructor(private readonly deps: EditorBackendsDeps) {
    const { log, later } = deps;
    this.reads = new Follower({
      run: (signal) => this.read(signal),
      failed: (error, isNew) => {
        if (isNew) log.warn('The models of VS Code could not be read.', error);
      },
      ...(later && { later }),
    });
  }

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
  }

  private async read(signal: AbortSignal): Promise<void> {
    const models = await this.deps.load();
    if (this.isDisposed) return;
    // Before they are read: what changes meanwhile is read again.
    this.following ??= models.onDidChange(() =>
      this.reads.soon(Math.min(longestRestMs, restMs * 4 ** this.readInVain)),
    );
    const now = (await models.read()).filter((lent) => lent.models.length > 0);
    if (signal.aborted) return;
    const known = JSON.stringify(now.map(factsOf));
    this.readInVain = known === this.known ? this.readInVain + 1 : 0;
    if (known === this.known) return;
    this.known = known;
    const ids = new Set<string>(now.map(({ backend }) => backend.id));
    const gone = this.backends.filter(({ id }) => !ids.has(id));
    this.backends = now.map(({ backend }) => backend);
    this.deps.changed(now, gone);
  }
}

/** All that tells one reading from another. */
const factsOf = ({ backend, models }: LentModels): unknown => [
  ...[backend.id, backend.name, backend.location],
  models.map((model) => [model, backend.says?.(model.id)?.figures]),
];
