import type { FileErrorCode, Files } from '../files/files';

/** The first line of a session file. Fields that are not known here are kept. */
export interface SessionHeader {
  readonly format: string;
  readonly version: number;
  readonly id: string;
  /** ms since 1970. */
  readonly created: number;
}

/** A session, as far as the store knows it: `S` is its state, `E` what happens to it. */
export interface SessionCodec<S, E> {
  readonly format: string;
  readonly version: number;
  create(header: SessionHeader): S;
  /** The event in one line of the file; `undefined` for what is not known or not sound. Such a line is kept. */
  parse(value: unknown): E | undefined;
  /** Pure and total. An event that does not fit changes nothing. */
  reduce(state: S, event: E): S;
  /** Makes the same of all events of a file as `reduce` does of one after the other, where it can do that faster. */
  replay?(state: S): Replay<S, E>;
  /**
   * Events that make this state out of a new one. Texts longer than about 100,000 characters come as several events:
   * each event is read and written in one go, and none may take long.
   */
  snapshot(state: S): Iterable<E>;
  /** Events that have to follow after a crash: answers that were streaming are stopped. */
  settle(state: S): readonly E[];
  summary(state: S): Omit<SessionSummary, 'bytes'>;
  titled(title: string): E;
  /** Two events that follow each other as one, where that is the same: only the newest draft, one longer delta. */
  merge?(earlier: E, later: E): E | undefined;
}

export interface Replay<S, E> {
  take(event: E): void;
  /** The state after all that was taken. */
  state(): S;
}

export interface SessionSummary {
  readonly id: string;
  readonly title: string;
  /** ms since 1970. */
  readonly updated: number;
  readonly model: string;
  readonly turns: number;
  readonly bytes: number;
}

export interface ListedSession extends SessionSummary {
  /** The window that writes it now. */
  readonly writtenBy: 'this-window' | 'other-window' | 'nobody';
  /** It cannot be opened, and stays as it is. */
  readonly unreadable?: Unreadable;
}

export interface Unreadable {
  readonly file: string;
  /** `foreign`: nothing in it is of a session. Otherwise what the file system said. */
  readonly reason: 'foreign' | FileErrorCode;
}

export type Access =
  | { readonly mode: 'write' }
  | {
      readonly mode: 'read';
      /** `lost-lock`: this window wrote it, until another one took it for dead, or its folder went away. */
      readonly reason: 'other-window' | 'newer-version' | 'lost-lock';
      /** When it was read, or written last, in ms since 1970: it does not follow what another window writes. */
      readonly asOf: number;
    };

/** An event, with the states that it led from and to. */
export interface SessionStep<S, E> {
  readonly event: E;
  readonly before: S;
  readonly after: S;
}

export type SessionChange<S, E> =
  | { readonly type: 'steps'; readonly steps: readonly SessionStep<S, E>[] }
  /** The state was read anew and may differ anywhere. */
  | { readonly type: 'reloaded' }
  | { readonly type: 'access'; readonly access: Access };

/** Something to tell the user about a session that is open. */
export type SessionProblem =
  /** Tried again by itself; `undefined` follows when it is solved. */
  | { readonly type: 'not-saved'; readonly file: string; readonly code: FileErrorCode }
  /** The lock was lost. What was not saved by then is in a session of its own. */
  | { readonly type: 'kept-as-own-session'; readonly sessionId: string }
  /** The file had no header: it is kept under another name, and what was sound in it goes on. */
  | { readonly type: 'unreadable-kept'; readonly file: string }
  /** Larger than a line of the file may be: shown, but not stored. */
  | { readonly type: 'event-too-large'; readonly bytes: number };

type StoreErrorReason =
  | 'missing'
  | 'deleted-for-good'
  | 'unreadable'
  /** The file there is no session, or one of a form that is not known. */
  | 'foreign'
  | 'not-saved'
  | 'written-elsewhere'
  | 'newer-version'
  | 'closed';

export class StoreError extends Error {
  constructor(
    readonly reason: StoreErrorReason,
    message: string,
    /** The fault of the file system, where it was that. */
    readonly code?: FileErrorCode,
    cause?: unknown,
  ) {
    super(message, { cause });
    this.name = 'StoreError';
  }
}

/** The platform, as the store needs it. */
export interface StoreHost {
  readonly files: Files;
  /** After what else waits on the event loop. */
  nextTurn(): Promise<void>;
  randomId(): string;
  /** ms since 1970. */
  now(): number;
  /** In hexadecimal. */
  sha256(bytes: Uint8Array): Promise<string>;
  /** This process on this machine, in words that `isGone` understands in another window. */
  readonly process: string;
  /** Whether a process is known to have ended. `false` when that cannot be known from here. */
  isGone(process: string): boolean;
}

/** Milliseconds and bytes; tests use smaller ones. */
export interface StoreTimes {
  /** Between a change and its write. */
  readonly writeMs: number;
  /** The longest wait before a failed write is tried again. */
  readonly retryMs: number;
  /** The longest that closing waits for the disk. */
  readonly closeMs: number;
  /** Without a change, before a file is rewritten and its summary stored. */
  readonly idleMs: number;
  /** Between two signs of life of the owner of a lock, and between two looks at the list. */
  readonly heartbeatMs: number;
  readonly listMs: number;
  /** Without a sign of life, after which a lock counts for nothing. */
  readonly staleMs: number;
  /** A file is rewritten when it has grown by as much as it was, and by this. */
  readonly compactBytes: number;
}

export const storeTimes: StoreTimes = {
  writeMs: 400,
  retryMs: 30_000,
  closeMs: 5_000,
  idleMs: 3_000,
  heartbeatMs: 4_000,
  listMs: 1_000,
  staleMs: 15_000,
  compactBytes: 256 * 1024,
};
