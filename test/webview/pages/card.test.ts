import assert from 'node:assert/strict';
import { termCardOf } from '../../../src/core/pages/cardPage';
import type { FromCard, ShownCard, ToCard } from '../../../src/core/pages/cardProtocol';
import { markdownPage } from '../../../src/core/pages/page';
import { startCard } from '../../../src/webview/card/startCard';
import { index } from '../../unit/core/glossary/glossary';
import { forgetPage } from '../../support/onePage';
import { assertSameElement } from '../../support/sameElement';

const contextWindow = index.byId.get('context-window')!;

const card = (more: Partial<ShownCard> = {}): ToCard => ({
  ...{ type: 'card', page: termCardOf(contextWindow, index, 'This file has 7 tokens.') },
  ...{ term: { id: 'context-window', isKnown: false }, isAtCursor: true, takesFocus: false },
  ...more,
});

/** The page of the card in happy-dom, and what it says to its host. */
class OpenedCard {
  readonly said: FromCard[] = [];
  private readonly root = document.createElement('ai-card');
  private readonly target = new EventTarget();

  constructor() {
    forgetPage();
    document.body.replaceChildren(this.root);
    const api = {
      postMessage: (message: unknown) => this.said.push(message as FromCard),
      getState: () => undefined,
      setState: () => undefined,
    };
    startCard(api, this.root, this.target);
  }

  hear(...messages: ToCard[]): void {
    for (const data of messages)
      this.target.dispatchEvent(new MessageEvent('message', { data: structuredClone(data) }));
  }

  key(key: string, altKey = false): void {
    this.target.dispatchEvent(new KeyboardEvent('keydown', { key, altKey }));
  }

  find(selector: string): HTMLElement {
    const found = this.root.querySelector<HTMLElement>(selector);
    assert.ok(found, selector);
    return found;
  }

  has = (selector: string): boolean => this.root.querySelector(selector) !== null;

  link(text: string): HTMLAnchorElement {
    const found = [...this.root.querySelectorAll('a')].find((link) => link.textContent === text);
    assert.ok(found, `a link "${text}"`);
    return found;
  }

  get announced(): string {
    return this.find('[role="status"]').textContent;
  }

  get last(): FromCard | undefined {
    return this.said.at(-1);
  }
}

describe('the page of the glossary card', () => {
  it('shows the entry with its live line, and what can be done', () => {
    const opened = new OpenedCard();
    opened.hear(card());
    assert.equal(opened.find('h1').textContent, 'Context window');
    assert.match(opened.find('main').textContent, /This file has 7 tokens\.\s*Why it matters/);
    opened.find('[data-testid="know"]').click();
    assert.deepEqual(opened.last, { type: 'know', termId: 'context-window', isKnown: true });
    opened.find('[data-testid="why"]').click();
    assert.deepEqual(opened.last, { type: 'explain' });
    assert.ok(!opened.has('[data-testid="back"]'));
  });

  it('asks for what its links lead to, and opens nothing by itself', () => {
    const opened = new OpenedCard();
    opened.hear(card());
    opened.link('token').click();
    assert.deepEqual(opened.last, { type: 'follow', place: { folder: 'terms', id: 'token' } });
    opened.link(contextWindow.source.title).click();
    assert.deepEqual(opened.last, { type: 'openLink', url: contextWindow.source.url });
  });

  it('says nothing of what the cursor brings, and takes no focus then', () => {
    const opened = new OpenedCard();
    opened.hear(card(), card({ page: markdownPage('Token', '# Token') }));
    assert.equal(opened.announced, '');
    assertSameElement(document.activeElement, document.body);
  });

  it('takes the focus where the reader went there, and offers the way back', () => {
    const opened = new OpenedCard();
    opened.hear(card({ takesFocus: true, back: 'token' }));
    assertSameElement(document.activeElement, opened.find('h1'));
    assert.match(opened.find('[data-testid="back"]').textContent, /Back to token/);
    opened.key('ArrowLeft', true);
    assert.deepEqual(opened.last, { type: 'back' });
    opened.key('Escape');
    assert.deepEqual(opened.last, { type: 'leave' });
  });

  it('keeps the focus on its heading when what it says of the open text has changed', () => {
    const opened = new OpenedCard();
    opened.hear(
      card({ takesFocus: true }),
      card({ page: termCardOf(contextWindow, index, 'This file has 8 tokens.') }),
    );
    assert.ok(document.activeElement === opened.find('h1'));
  });

  it('keeps the focus on the button that was pressed, and says what it did', () => {
    const opened = new OpenedCard();
    opened.hear(card());
    opened.find('[data-testid="know"]').focus();
    opened.hear(card({ term: { id: 'context-window', isKnown: true } }));
    assertSameElement(document.activeElement, opened.find('[data-testid="know"]'));
    assert.equal(opened.announced, 'You know this term: it is no longer explained.');
    assert.ok(!opened.has('[data-testid="why"]'));
  });

  it('draws no HTML, and makes no link of a command', () => {
    const opened = new OpenedCard();
    const text = '# T\n\n<img src=x onerror="alert(1)"> [quit](command:workbench.action.quit)';
    opened.hear(card({ page: markdownPage('T', text) }));
    assert.ok(!opened.has('main img'));
    assert.ok(!opened.has('main a'));
  });

  it('says what it is for while it is empty, and gives that the focus', () => {
    const opened = new OpenedCard();
    opened.hear({ type: 'empty' }, { type: 'takeFocus' });
    assertSameElement(document.activeElement, opened.find('.empty'));
  });
});
