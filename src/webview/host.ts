import { fromPage, parseMessage, toPage } from '../core/playground/protocol';
import type { FromPage, ToPage } from '../core/playground/protocol';
import type { Draft } from '../core/playground/session';

/** What VS Code gives a webview page through `acquireVsCodeApi()`. */
export interface PageApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

export interface SavedDraft {
  readonly draft: Draft;
  /** Names of the fields. */
  readonly unsent: readonly string[];
}

/**
 * The page's end of the protocol. What arrives is validated; events are passed on only in an unbroken row of numbers,
 * so that whoever listens can apply them blindly.
 */
export class PageHost {
  /** Number of the last event that was passed on; `undefined` while a snapshot is on its way. */
  private seq: number | undefined;
  /** When the last snapshot was asked for, in the clock's milliseconds. */
  askedAt = 0;

  constructor(
    private readonly api: PageApi,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Listens on `target` (the window) and asks for the first snapshot. */
  connect(target: EventTarget, listener: (message: ToPage) => void): void {
    target.addEventListener('message', (event) => this.receive((event as MessageEvent<unknown>).data, listener));
    this.askForSnapshot();
  }

  post = (message: FromPage): void => this.api.postMessage(message);

  /** The draft that this page kept before it was hidden or reloaded, and the fields that the host was not told yet. */
  savedDraft(): SavedDraft | undefined {
    const state = this.api.getState();
    if (typeof state !== 'object' || state === null || !('draft' in state)) return undefined;
    const message = parseMessage(fromPage, { type: 'draft', draft: state.draft }, (why) => this.report(why));
    if (message?.type !== 'draft') return undefined;
    const unsent: unknown = 'unsent' in state ? state.unsent : [];
    return { draft: message.draft, unsent: Array.isArray(unsent) ? unsent.map(String) : [] };
  }

  saveDraft(saved: SavedDraft): void {
    this.api.setState(saved);
  }

  private receive(data: unknown, listener: (message: ToPage) => void): void {
    const message = parseMessage(toPage, data, (why) => this.report(why));
    if (message === undefined) return;
    if (message.type === 'snapshot') this.seq = message.seq;
    else if (message.type === 'event' && !this.isNext(message.seq)) return;
    listener(message);
  }

  private isNext(seq: number): boolean {
    // Whatever comes before the snapshot is inside it.
    if (this.seq === undefined || seq <= this.seq) return false;
    if (seq === this.seq + 1) {
      this.seq = seq;
      return true;
    }
    this.askForSnapshot();
    return false;
  }

  private askForSnapshot(): void {
    this.seq = undefined;
    this.askedAt = this.now();
    this.post({ type: 'ready' });
  }

  private report(why: string): void {
    this.post({ type: 'pageError', message: `The page got a message that it does not understand: ${why}` });
  }
}
