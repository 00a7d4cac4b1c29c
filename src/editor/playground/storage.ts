import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type { Uri } from 'vscode';
import { window } from 'vscode';
import { sessionSchema } from '../../core/playground/protocol';
import { emptySession, settleInterrupted } from '../../core/playground/session';
import type { Session, Turn } from '../../core/playground/session';
import type { Logger } from '../log';

/** Milliseconds between a change and its write, so that a stream does not write for every delta. */
const settleMs = 400;

/**
 * Keeps the session in a file of the extension's storage, written beside and renamed: never half a file.
 * Through Node, because `workspace.fs` asks the window before each write, and at the last write the window is gone.
 */
export class SessionStorage {
  private readonly folder: string;
  private readonly file: string;
  private pending: Session | undefined;
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private readonly turnJson = new WeakMap<Turn, string>();

  constructor(
    folder: Uri,
    private readonly log: Logger,
  ) {
    this.folder = folder.fsPath;
    this.file = path.join(this.folder, 'playground.json');
  }

  /** The stored session; an answer that was streaming when the window went away is settled as interrupted. */
  async load(): Promise<Session> {
    let text: string;
    try {
      text = await readFile(this.file, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return emptySession;
      throw error;
    }
    const result = v.safeParse(sessionSchema, parseJson(text));
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
    const next = `${this.file}.new`;
    try {
      await mkdir(this.folder, { recursive: true });
      await writeFile(next, this.serialize(session));
      await rename(next, this.file);
    } catch (error) {
      this.log.error('Saving the playground failed.', error);
      void window.showErrorMessage(
        `The playground could not be saved to ${this.file}. Check that the disk has room and can be written; the next change tries again.`,
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
    const aside = path.join(this.folder, `playground.unreadable-${Date.now()}.json`);
    await rename(this.file, aside);
    void window.showWarningMessage(
      `The stored playground conversation could not be read. It is kept as ${aside}, and a new one has begun.`,
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
