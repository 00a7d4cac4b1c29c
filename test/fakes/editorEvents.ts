import type { Event, TextDocument, Uri } from 'vscode';

/** An event of the editor that a test fires. */
export class FakeEvent<T> {
  private readonly listeners = new Set<(value: T) => unknown>();

  readonly event = ((listener: (value: T) => unknown) => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }) as unknown as Event<T>;

  fire(value: T): void {
    for (const listener of [...this.listeners]) listener(value);
  }

  get size(): number {
    return this.listeners.size;
  }
}

/** Timers that run when the test says so. */
export class FakeTimers {
  private readonly waiting = new Set<{ readonly ms: number; readonly run: () => void }>();

  readonly later = (ms: number, run: () => void): (() => void) => {
    const timer = { ms, run };
    this.waiting.add(timer);
    return () => this.waiting.delete(timer);
  };

  get size(): number {
    return this.waiting.size;
  }

  /** Runs what waits, and lets what it began go on as far as it can. */
  async run(): Promise<void> {
    const now = [...this.waiting];
    this.waiting.clear();
    for (const { run } of now) run();
    await settled();
  }
}

/** After everything that needs no more than a turn. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const fakeUri = (text: string): Uri => {
  const [scheme = '', path = ''] = text.split(':');
  return { scheme, path, toString: () => text } as unknown as Uri;
};

/** As much of a document as checks and followers look at. */
export function fakeDocument(text: string, version = 1): TextDocument & { version: number; isClosed: boolean } {
  return { uri: fakeUri(text), version, isClosed: false, languageId: 'python' } as TextDocument & {
    version: number;
    isClosed: boolean;
  };
}
