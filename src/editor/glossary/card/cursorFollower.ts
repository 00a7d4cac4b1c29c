import { Disposable } from 'vscode';
import type { CancellationToken, Position, TextDocument } from 'vscode';
import { host } from '#host';
import { cancelOnAbort } from '../../shared/abort';
import type { ActiveDocument } from '../../shared/activeDocument';
import { Follower } from '../../shared/follower';

/** Milliseconds for which the cursor rests before its place is looked at. */
const restMs = 150;

interface CursorDeps {
  readonly active: ActiveDocument;
  /** The question is cancelled when the cursor moves on. */
  readonly onPlace: (document: TextDocument, position: Position, cancel: CancellationToken) => Promise<void>;
  readonly failed: (error: unknown) => void;
}

/** Tells where the cursor rests, while somebody wants to know. */
export class CursorFollower {
  private readonly follower: Follower;
  private listening: Disposable | undefined;

  constructor(private readonly deps: CursorDeps) {
    this.follower = new Follower({
      run: async (signal) => {
        const { editor } = deps.active;
        if (editor) await deps.onPlace(editor.document, editor.selection.active, cancelOnAbort(signal));
      },
      failed: deps.failed,
      later: (ms, run) => host.later(ms, run),
    });
  }

  start(): void {
    const { active } = this.deps;
    const later = (): void => this.follower.soon(restMs);
    this.listening ??= Disposable.from(
      active.onDidSelect(later),
      active.onDidBecomeActive((editor) => {
        if (editor) later();
      }),
    );
  }

  stop(): void {
    this.follower.stop();
    this.listening?.dispose();
    this.listening = undefined;
  }

  /** Looks at the cursor at once. */
  look(): Promise<void> {
    return this.follower.now();
  }
}
