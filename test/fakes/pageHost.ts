import type { FromPage } from '../../src/core/playground/playgroundProtocol';
import { HostConnection } from '../../src/webview/playground/connection';
import { PageStore } from '../../src/webview/playground/pageStore';
import { PlaygroundPage } from '../../src/webview/playground/playground';
import { forgetPage } from '../support/onePage';
import { poll } from '../support/poll';
import { ScriptedHost } from './scriptedHost';

/** An element of the page; `value` is there where it is a field. */
type Field = HTMLElement & { value: string };

/** The page in happy-dom, and the scripted host at its other end. What either says arrives at once. */
export class FakePageHost extends ScriptedHost {
  readonly page: PlaygroundPage;
  readonly store: PageStore;
  state: unknown;
  private readonly window: EventTarget;

  constructor(state?: unknown, prepare: (host: ScriptedHost) => void = () => undefined) {
    const window = new EventTarget();
    super((message) => window.dispatchEvent(new MessageEvent('message', { data: structuredClone(message) })));
    this.window = window;
    forgetPage();
    this.page = new PlaygroundPage();
    this.state = state;
    prepare(this);
    const connection = new HostConnection({
      postMessage: (message) => this.receive(structuredClone(message)),
      getState: () => this.state,
      setState: (next) => (this.state = structuredClone(next)),
    });
    this.store = new PageStore(connection);
    document.body.replaceChildren(this.page);
    this.page.connect(this.store);
    connection.connect(this.window, this.store.receive);
  }

  /** Says also what is not of the protocol. */
  sayAnything(data: unknown): void {
    this.window.dispatchEvent(new MessageEvent('message', { data }));
  }

  /** The messages of one type that the page has posted, oldest first. */
  of<T extends FromPage['type']>(type: T): Extract<FromPage, { type: T }>[] {
    return this.received.filter((message): message is Extract<FromPage, { type: T }> => message.type === type);
  }

  find(testId: string): Field | null {
    return this.page.querySelector<Field>(`[data-testid="${testId}"]`);
  }

  /** Waits for an element to be there. */
  element(testId: string): Promise<Field> {
    return poll(`an element ${testId}`, () => this.find(testId) ?? undefined);
  }

  text(testId: string): string {
    return this.find(testId)?.textContent.replace(/\s+/g, ' ').trim() ?? '';
  }

  /** Says so, and still can have the focus. */
  isDisabled(testId: string): boolean {
    return this.find(testId)?.getAttribute('aria-disabled') === 'true';
  }

  /** The last words of the live region. */
  get announced(): string {
    return this.page.querySelector('.announcer')?.textContent ?? '';
  }

  async type(testId: string, text: string): Promise<void> {
    const field = await this.element(testId);
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await this.page.updateComplete;
  }

  async press(testId: string, key: string, modifiers: KeyboardEventInit = {}): Promise<KeyboardEvent> {
    const field = await this.element(testId);
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true, ...modifiers });
    field.dispatchEvent(event);
    return event;
  }

  async click(testId: string): Promise<void> {
    (await this.element(testId)).click();
  }
}
