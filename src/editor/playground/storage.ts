import * as v from 'valibot';
import { FileSystemError, Uri, window, workspace } from 'vscode';
import { sessionSchema } from '../../core/playground/protocol';
import { emptySession, settleInterrupted } from '../../core/playground/session';
import type { Session, Turn } from '../../core/playground/session';
import type { Logger } from '../log';

/** Milliseconds between a change and its write, so that a stream does not write for every delta. */
const settleMs = 400;

/** Keeps the session in a file of the extension's storage, written beside and renamed: never half a file. */
export class SessionStorage {
  private readonly file: Uri;
  private pending: Session | undefined;
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private readonly turnJson = new WeakMap<Turn, string>();

  constructor(
    private readonly folder: Uri,
    private readonly log: Logger,
  ) {
    this.file = Uri.joinPath(folder, 'playground.json');
  }

  /** The stored session; an answer that was streaming when the window went away is settled as interrupted. */
  async load(): Promise<Session> {
    let bytes: Uint8Array;
    try {
      bytes = await workspace.fs.readFile(this.file);
    } catch (error) {
      if (error instanceof FileSystemError && error.code === 'FileNotFound') return emptySession;
      throw error;
    }
    const result = v.safeParse(sessionSchema, parseJson(new TextDecoder().decode(bytes)));
    if (result.success) return settleInterrupted(result.output);
    await this.setAside();
    return emptySession;
  }

  /** Soon, and the newest state only. */
  save(session: Session): void {
    this.pending = session;
    this.timer ??= setTimeout(() => void this.flush(), settleMs);
  }

  /** Writes what is waiting. Resolves when it is on disk; a failure is shown, and the next change tries again. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const session = this.pending;
    this.pending = undefined;
    if (session) this.writing = this.writing.then(() => this.write(session));
    return this.writing;
  }

  private async write(session: Session): Promise<void> {
    const next = Uri.joinPath(this.folder, 'playground.json.new');
    try {
      await workspace.fs.createDirectory(this.folder);
      await workspace.fs.writeFile(next, new TextEncoder().encode(this.serialize(session)));
      await workspace.fs.rename(next, this.file, { overwrite: true });
    } catch (error) {
      this.log.error('Saving the playground failed.', error);
      void window.showErrorMessage(
        `The playground could not be saved to ${this.file.fsPath}. Check that the disk has room and can be written; the next change tries again.`,
      );
    }
  }

  /** Turns do not change once they are answered, so each is made into JSON once, however long the conversation. */
  private serialize({ turns, draft }: Session): string {
    const parts = turns.map((turn) => {
      const json = this.turnJson.get(turn) ?? JSON.stringify(turn);
      this.turnJson.set(turn, json);
      return json;
    });
    return `{"turns":[${parts.join(',')}],"draft":${JSON.stringify(draft)}}`;
  }

  /** A file that is no session is kept under another name: nothing is lost. */
  private async setAside(): Promise<void> {
    const aside = Uri.joinPath(this.folder, `playground.unreadable-${Date.now()}.json`);
    await workspace.fs.rename(this.file, aside);
    void window.showWarningMessage(
      `The stored playground conversation could not be read. It is kept as ${aside.fsPath}, and a new one has begun.`,
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
