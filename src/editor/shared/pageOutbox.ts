import type { Message } from '../../core/base/rpc/ask';

/**
 * Messages that a page is told as soon as it hears. VS Code throws a page away while it is hidden: then it hears nothing, and says that
 * it is ready when it is there again.
 */
export class PageOutbox<To extends Message> {
  /** The page has said `ready`. */
  private isReady = false;
  /** It was told with what it begins. */
  private hasBegun = false;
  /** The last message of each type that waits. */
  private readonly waiting = new Map<string, To>();

  constructor(
    private readonly send: (message: To) => void,
    private readonly isVisible: () => boolean,
  ) {}

  /** The page is there, and has begun. */
  get hears(): boolean {
    return this.hasBegun && this.isVisible();
  }

  /** To be called when the page says that it is ready. */
  ready(): void {
    this.isReady = true;
  }

  /** To be called when the page may have been hidden. */
  look(): void {
    if (!this.isVisible()) this.close();
  }

  /** The page is gone. */
  close(): void {
    this.isReady = false;
    this.hasBegun = false;
  }

  /** Sends it as soon as the page hears. Of each type that waits the last one counts. */
  tell(message: To): void {
    if (this.hears) this.send(message);
    else this.waiting.set(message.type, message);
  }

  /** Takes back what waits, of that type. */
  take<K extends To['type']>(type: K): Extract<To, { readonly type: K }> | undefined {
    const message = this.waiting.get(type);
    this.waiting.delete(type);
    return message as Extract<To, { readonly type: K }> | undefined;
  }

  /** Sends what a page begins with. What waits follows, where the page was ready for it. */
  begin(...first: readonly To[]): void {
    for (const message of first) this.send(message);
    this.hasBegun = this.isReady;
    if (!this.hears) return;
    for (const message of this.waiting.values()) this.send(message);
    this.waiting.clear();
  }
}
