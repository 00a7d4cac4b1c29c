import assert from 'node:assert/strict';
import type { PagePlace } from '../../../src/core/pages/address';
import { startPages } from '../../../src/webview/pages/pagesView';
import { ScriptedPages } from '../../fakes/scriptedPages';
import { forgetPage } from '../../support/onePage';
import { poll } from '../../support/poll';
import { realPages } from '../../support/pages';

/** The page in happy-dom, and its host at the other end. */
export class Opened {
  readonly root = document.createElement('ai-pages');
  readonly host: ScriptedPages;
  state: unknown;
  private readonly target = new EventTarget();

  constructor(first?: PagePlace, prepare: (host: ScriptedPages) => void = () => undefined, state?: unknown) {
    this.host = new ScriptedPages((message) => this.say(structuredClone(message)), realPages);
    this.host.first = first;
    this.state = state;
    prepare(this.host);
    forgetPage();
    document.body.replaceChildren(this.root);
    const api = {
      postMessage: (message: unknown) => this.host.receive(structuredClone(message)),
      getState: () => this.state,
      setState: (next: unknown) => (this.state = structuredClone(next)),
    };
    startPages(api, this.root, this.target);
  }

  say(data: unknown): void {
    this.target.dispatchEvent(new MessageEvent('message', { data }));
  }

  get title(): string {
    return this.root.querySelector('h1')?.textContent ?? '';
  }

  at(title: string): Promise<unknown> {
    return poll(`the page ${title}`, () => this.title === title);
  }

  find(testId: string): HTMLElement {
    const found = this.root.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
    assert.ok(found, testId);
    return found;
  }

  link(text: string): HTMLAnchorElement {
    const found = [...this.root.querySelectorAll('a')].find((link) => link.textContent === text);
    assert.ok(found, `a link "${text}"`);
    return found;
  }

  click(element: HTMLElement): MouseEvent {
    const event = new MouseEvent('click', { bubbles: true, cancelable: true });
    element.dispatchEvent(event);
    return event;
  }

  key(key: string, more: KeyboardEventInit = {}): KeyboardEvent {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
    window.dispatchEvent(event);
    return event;
  }
}

export const claude: PagePlace = { folder: 'families', id: 'claude' };
