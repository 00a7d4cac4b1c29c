import type { FileErrorCode, Files } from '../files/files';

/** The first line of a session file. Fields that are not known here are kept. */
export interface SessionHeader {
  readonly format: string;
  readonly version: number;
  readonly id: string;
  /** ms since 1970. */
  readonly created: number;
}

/** A session as the store knows it: `S` is its state, `E` an event that changes it. */
export interface SessionCodec<S, E> {
  readonly format: string;
  readonly version: number;
  create(header: SessionHeader): S;
  /** Returns the event in a line of the file; `undefined` if it is unknown or not sound. Such a line is kept. */
  parse(value: unknown): E | undefined;
  /** Returns the state after an event. Pure and total: an event that does not fit changes nothing. */
  reduce(state: S, event: E): S;
  /** Begins to apply all events of a file, with the same result as `reduce`. Left out if it would not be faster. */
  replay?(state: S): Replay<S, E>;
  /**
   * Returns events that make this state out of a new one. Texts longer than about 100,000 characters come as several
   * events: each event is read and written in one go, and none may take long.
   */
  snapshot(state: S): Iterable<E>;
  /** Returns the events that have to follow after a crash: answers that were streaming are stopped. */
  settle(state: S): readonly E[];
  summary(state: S): Omit<SessionSummary, 'bytes'>;
  titled(title: string): E;
  /** Merges two events in a row into one of the same effect, if there is one: only the newest draft, one longer delta. */
  merge?(earlier: E, later: E): E | undefined;
}

export interface Replay<S, E> {
  take(event: E): void;
  /** Returns the state after all events that were taken. */
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
  /** The reason why it cannot be opened, in which case it stays as it is. */
  readonly unreadable?: Unreadable;
}

export interface Unreadable {
  readonly file: string;
  /** `foreign`: nothing in it belongs to a session. Otherwise the error of the file system. */
  readonly reason: 'foreign' | FileErrorCode;
}

export type Access =
  | { readonly mode: 'write' }
  | {
      readonly mode: 'read';
      /** `lost-lock`: this window wrote it until another one took this window for dead, or its folder went away. */
      readonly reason: 'other-window' | 'newer-version' | 'lost-lock';
      /** The time when it was read or last written, in ms since 1970. It does not follow what another window writes. */
      readonly asOf: number;
    };

/** An event, with the states before and after it. */
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
  /** A save failed. It is tried again automatically, and `undefined` follows when it succeeds. */
  | { readonly type: 'not-saved'; readonly file: string; readonly code: FileErrorCode }
  /** The lock was lost. What was not saved by then is in a session of its own. */
  | { readonly type: 'kept-as-own-session'; readonly sessionId: string }
  /** The file had no header. It is kept under another name, and what was sound in it goes on. */
  | { readonly type: 'unreadable-kept'; readonly file: string }
  /** The event is larger than a line of the file may be. It is shown, but not stored. */
  | { readonly type: 'event-too-large'; readonly bytes: number };

type StoreErrorReason =
  | 'missing'
  | 'deleted-for-good'
  | 'unreadable'
  /** The file is no session, or one in an unknown format. */
  | 'foreign'
  | 'not-saved'
  | 'written-elsewhere'
  | 'newer-version'
  | 'closed';

export class StoreError extends Error {
  constructor(
    readonly reason: StoreErrorReason,
    message: string,
    /** The error of the file system, if there was one. */
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
  /** Resolves after the other work that waits on the event loop. */
  nextTurn(): Promise<void>;
  randomId(): string;
  /** ms since 1970. */
  now(): number;
  /** Returns the hash in hexadecimal. */
  sha256(bytes: Uint8Array): Promise<string>;
  /** This process on this machine, in a form that `isGone` understands in another window. */
  readonly process: string;
  /** Whether a process is known to have ended. `false` when that cannot be known from here. */
  isGone(process: string): boolean;
}

/** Milliseconds and bytes; tests use smaller ones. */
export interface StoreTimes {
  /** The time between a change and its write. */
  readonly writeMs: number;
  /** The longest wait before a failed write is tried again. */
  readonly retryMs: number;
  /** The longest that closing waits for the disk. */
  readonly closeMs: number;
  /** The time without a change before a file is rewritten and its summary stored. */
  readonly idleMs: number;
  /** The time between two signs of life of the owner of a lock, and between two looks at the list. */
  readonly heartbeatMs: number;
  readonly listMs: number;
  /** The time without a sign of life after which a lock no longer counts. */
  readonly staleMs: number;
  /** The least growth after which a file is rewritten. It must also have grown by its size at the last rewriting. */
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
