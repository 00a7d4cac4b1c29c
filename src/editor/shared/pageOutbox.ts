import type { TypedMessage } from '../../core/base/rpc/ask';

/**
 * Messages that a page is sent as soon as it can receive them. VS Code discards a page while it is hidden: it receives
 * nothing then, and says that it is ready when it is loaded again.
 */
export class PageOutbox<To extends TypedMessage> {
  /** Whether the page has said `ready`. */
  private isReady = false;
  /** Whether the page was sent its first messages. */
  private hasBegun = false;
  /** The last message of each type that waits. */
  private readonly waiting = new Map<string, To>();

  constructor(
    private readonly send: (message: To) => void,
    private readonly isVisible: () => boolean,
  ) {}

  /** Whether the page is visible and has its first messages. */
  get hears(): boolean {
    return this.hasBegun && this.isVisible();
  }

  /** Notes that the page has said that it is ready. */
  ready(): void {
    this.isReady = true;
  }

  /** Notes a change of visibility. Call this when the page may have been hidden. */
  look(): void {
    if (!this.isVisible()) this.close();
  }

  /** Notes that the page is gone. */
  close(): void {
    this.isReady = false;
    this.hasBegun = false;
  }

  /** Sends a message as soon as the page can receive it. Of the waiting messages of a type, the last one counts. */
  tell(message: To): void {
    if (this.hears) this.send(message);
    else this.waiting.set(message.type, message);
  }

  /** Takes back the waiting message of a type. */
  take<K extends To['type']>(type: K): Extract<To, { readonly type: K }> | undefined {
    const message = this.waiting.get(type);
    this.waiting.delete(type);
    return message as Extract<To, { readonly type: K }> | undefined;
  }

  /** Sends the first messages of a page. Waiting messages follow, if the page was ready. */
  begin(...first: readonly To[]): void {
    for (const message of first) this.send(message);
    this.hasBegun = this.isReady;
    if (!this.hears) return;
    for (const message of this.waiting.values()) this.send(message);
    this.waiting.clear();
  }
}
