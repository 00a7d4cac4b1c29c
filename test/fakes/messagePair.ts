/** One end of a pair: what is posted here arrives at the other end. */
interface MessageEnd {
  post: (message: unknown) => void;
  onMessage: (message: unknown) => void;
}

/**
 * Two ends joined in memory, like a webview and its host: messages are copied as JSON, wait in a queue, arrive in order.
 * Some can get lost on the way.
 */
export class MessagePair {
  readonly host: MessageEnd;
  readonly page: MessageEnd;
  private readonly queue: (() => void)[] = [];
  /** Messages to the page that get lost from now on. */
  losing = 0;

  constructor() {
    const end = (): MessageEnd => ({ post: () => undefined, onMessage: () => undefined });
    this.host = end();
    this.page = end();
    this.host.post = (message) => {
      if (this.losing > 0) this.losing--;
      else this.carry(message, this.page);
    };
    this.page.post = (message) => this.carry(message, this.host);
  }

  /** Delivers what waits, and what is posted meanwhile; at most `most` messages. */
  deliver(most = Infinity): void {
    for (let done = 0; done < most && this.queue.length > 0; done++) this.queue.shift()?.();
  }

  private carry(message: unknown, to: MessageEnd): void {
    const copy = JSON.stringify(message);
    this.queue.push(() => to.onMessage(JSON.parse(copy)));
  }
}
