import type { Disposable } from 'vscode';
import type { BuiltInBackend } from '../../../core/chat/backend';
import type { ListedModel } from '../../../core/chat/discovery/readListedModel';
import { Follower } from '../../shared/follower';
import type { Logger } from '../../shared/log';

/** Milliseconds before a reading after a change. VS Code reports each vendor whose models change. */
const restMs = 200;
/**
 * Milliseconds of the longest such pause. Some versions report a change each time they are asked, which would never
 * end, so the pause grows while readings bring nothing new.
 */
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
  /** Loads the code that reads the models. */
  readonly load: () => Promise<EditorModels>;
  /** Called when the models have changed. */
  readonly changed: (now: readonly LentModels[], gone: readonly BuiltInBackend[]) => void;
  readonly log: Pick<Logger, 'warn'>;
  /** A timer, as for a `Follower`. */
  readonly later?: (ms: number, run: () => void) => () => void;
}

/**
 * The models that VS Code lends, with a backend for each vendor. They are read when they are first asked for, and
 * followed from then on.
 */
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

  /** Returns the backends that were read last. The first call starts a reading. */
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
    // The listener comes before the reading, so that a change in between is read again.
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

/** Lists all facts by which one reading differs from another. */
const factsOf = ({ backend, models }: LentModels): unknown => [
  ...[backend.id, backend.name, backend.location],
  models.map((model) => [model, backend.says?.(model.id)?.figures]),
];
