import assert from 'node:assert/strict';
import { Asker } from '../../../src/core/base/rpc/asker';
import { wordAnswers } from '../../../src/core/glossary/cards/wordQuestion';
import type { WordFromPage, WordQuestion } from '../../../src/core/glossary/cards/wordQuestion';
import type { Cancel } from '../../../src/core/base/rpc/ask';
import { WordCards } from '../../../src/webview/shared/wordCard';
import { realAnswer } from '../../fakes/realWords';
import { poll } from '../../support/poll';
import { assertSameElement } from '../../support/sameElement';

/** A page with a field whose name is a term, and one whose name is none. */
function openFields() {
  const posted: (WordFromPage | Cancel)[] = [];
  const asker = new Asker<WordFromPage, typeof wordAnswers>((message) => posted.push(message), wordAnswers);
  const cards = new WordCards({
    host: {
      post: (message) => message.type !== 'openLink' && posted.push(message),
      ask: (type, question, signal) => asker.ask(type, question, signal),
    },
    texts: () => [],
    top: () => 0,
    announce: () => undefined,
  });
  document.body.innerHTML =
    '<label for="a">Name</label><input id="a" /><label for="b" data-term="top-p">Top-p</label><input id="b" />';
  cards.connect();
  cards.receive({ type: 'wordRules', enabled: true, delayMs: 0 });
  const questions = (): WordQuestion[] =>
    posted.filter((message): message is WordQuestion => message.type === 'explainWord');
  return {
    ...{ cards, posted, questions },
    field: (id: string) => document.querySelector<HTMLInputElement>(`#${id}`)!,
    card: () => document.querySelector<HTMLElement>('.word-card'),
    answer: async () => asker.receive(realAnswer(await poll('a question', () => questions().at(-1)))),
  };
}

const key = (name: string): boolean =>
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));

describe('the name of a field that is a term', () => {
  let page: ReturnType<typeof openFields>;
  beforeEach(() => (page = openFields()));
  afterEach(() => page.cards.disconnect());

  it('is explained in short when Tab leads to the field, which keeps the focus; typing takes that away', async () => {
    key('Tab');
    page.field('b').focus();
    await page.answer();
    const card = await poll('the card', page.card);
    const { text, termId } = page.questions()[0]!;
    assert.deepEqual([text, termId], ['Top-p', 'top-p']);
    assert.match(card.textContent, /^Top-p\s*Sampling only from the smallest set/);
    assertSameElement(document.activeElement, page.field('b'));
    assert.equal(card.querySelector('[data-testid="know-word"]'), null, 'it is explained in any case');
    key('0');
    assert.equal(page.card(), null);
  });

  it('is not explained to who clicks into the field, nor is a name that is no term', async () => {
    page.field('b').focus();
    key('Tab');
    page.field('a').focus();
    window.dispatchEvent(new PointerEvent('pointerdown'));
    page.field('b').focus();
    page.cards.receive({ type: 'explainSelection' });
    await page.answer();
    assert.equal(page.questions().length, 1, 'that of the key');
  });

  it('is explained by the key for words, from where a link leads to the card in the glossary', async () => {
    page.field('b').focus();
    page.cards.receive({ type: 'explainSelection' });
    await page.answer();
    const card = await poll('the card', page.card);
    assertSameElement(document.activeElement, card);
    card.querySelector<HTMLElement>('a')!.click();
    assert.deepEqual(page.posted.at(-1), { type: 'openTerm', termId: 'top-p' });
    assertSameElement(document.activeElement, page.field('b'));
  });

  it('is explained when the pointer rests on it', async () => {
    const node = document.querySelector('label[for="b"]')!.firstChild as Text;
    document.caretPositionFromPoint = () => ({ offsetNode: node, offset: 1 }) as unknown as CaretPosition;
    const rects = Object.getOwnPropertyDescriptor(Range.prototype, 'getClientRects') ?? {};
    Range.prototype.getClientRects = () => [new DOMRect(100, 100, 40, 16)] as unknown as DOMRectList;
    window.dispatchEvent(new PointerEvent('pointermove', { clientX: 110, clientY: 105, pointerType: 'mouse' }));
    await page.answer();
    assert.match((await poll('the card', page.card)).textContent, /^Top-p/);
    Object.defineProperty(Range.prototype, 'getClientRects', rects);
  });
});
