import type { ChatEvent, ChosenToken } from '../messages/chatTypes';

/** Milliseconds for which events are gathered before they are passed on. */
const gatherMs = 40;

/** Joins the deltas of a fast model, so that it does not cause hundreds of messages a second. */
export class GatheredEvents {
  #events: ChatEvent[] = [];
  /** Kept apart: between two pieces of a text, tokens would keep them from being joined. */
  #tokens: ChosenToken[] = [];
  #timer: unknown;

  #hasFailed = false;

  /** `onError` gets what `onEvents` throws. Later events are dropped, as an answer with a gap would be a wrong one. */
  constructor(
    private readonly onEvents: (events: readonly ChatEvent[]) => void,
    private readonly onError: (error: unknown) => void,
  ) {}

  add(event: ChatEvent): void {
    const last = this.#events.at(-1);
    if (event.type === 'tokens') {
      this.#tokens.push(...event.tokens);
    } else if (event.type === 'delta' && last?.type === 'delta' && last.index === event.index) {
      this.#events[this.#events.length - 1] = { ...last, text: last.text + event.text };
    } else if (event.type === 'usage' && last?.type === 'usage') {
      this.#events[this.#events.length - 1] = event; // The last usage counts.
    } else {
      this.#events.push(event);
    }
    this.#timer ??= setTimeout(() => this.flush(), gatherMs);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const tokens = this.#tokens;
    const events = [...(tokens.length > 0 ? [{ type: 'tokens', tokens } as const] : []), ...this.#events];
    this.#events = [];
    this.#tokens = [];
    if (events.length === 0 || this.#hasFailed) return;
    try {
      this.onEvents(events);
    } catch (error) {
      this.#hasFailed = true;
      this.onError(error);
    }
  }
}
