import assert from 'node:assert/strict';
import { leaveMs } from '../../../src/webview/shared/wordCard';
import { holdTimers } from '../../support/heldTimers';
import { WordsPage } from './wordsPage';
import { assertOtherElement, assertSameElement } from '../../support/sameElement';

describe('the card of a word', () => {
  const timers = holdTimers(leaveMs);
  let page: WordsPage;
  const opened: WordsPage[] = [];
  const open = (html = '<p>A token of the text, and an <a href="#">embedding</a>. The weather.</p>'): WordsPage => {
    page = new WordsPage(html);
    opened.push(page);
    return page;
  };
  const rects = Object.getOwnPropertyDescriptor(Range.prototype, 'getClientRects') ?? {};
  afterEach(() => {
    for (const each of opened.splice(0)) each.cards.disconnect();
    Object.defineProperty(Range.prototype, 'getClientRects', rects);
  });

  it('comes when the pointer rests on a word that the host explains', async () => {
    open().point('token');
    const question = await page.question();
    assert.equal(question.text.slice(question.at, question.at + 5), 'token');
    await page.answer();
    assert.match(page.card?.textContent ?? '', /^Token/);
    assert.equal(page.card?.getAttribute('aria-label'), 'Explanation of Token');
    assertOtherElement(document.activeElement, page.card);
  });

  it('does not come where the host has nothing to say, and a key says so', async () => {
    open().point('weather');
    await page.answer();
    assert.equal(page.card, null);
    assert.equal(page.announced, '');
    page.select('weather');
    page.cards.receive({ type: 'explainSelection' });
    await page.answer(2);
    assert.equal(page.announced, 'No explanation for the word at the selection');
  });

  it('asks nothing at a link, beside the text, with a pressed button, and where words are not explained', async () => {
    open().point('embedding');
    page.point(undefined);
    page.cards.receive({ type: 'wordRules', enabled: false, delayMs: 0 });
    page.point('token');
    page.cards.receive({ type: 'wordRules', enabled: true, delayMs: 0 });
    page.point('token');
    await page.question();
    assert.equal(page.of('explainWord').length, 1);
  });

  it('is not shown when the pointer has gone on: the host hears of it, and a late answer is nothing', async () => {
    open().point('token');
    const question = await page.question();
    page.leave();
    assert.deepEqual(page.of('cancel'), [{ type: 'cancel', request: question.request }]);
    await page.answer();
    assert.equal(page.card, null);
  });

  it('goes when the pointer leaves, but not on the way from the word to the card', async () => {
    open().point('token');
    await page.answer();
    page.leave();
    window.dispatchEvent(new PointerEvent('pointermove', { clientX: 110, clientY: 105, pointerType: 'mouse' }));
    assert.equal(timers.waiting(leaveMs), 0, 'it came back in time');
    page.leave();
    assert.ok(page.card);
    await timers.runOut(leaveMs);
    assert.equal(page.card, null);
  });

  for (const [what, leave] of [
    ['Escape', () => assert.equal(page.key('Escape'), true)],
    ['typing', () => assert.equal(page.key('a'), false)],
    ['the wheel', () => window.dispatchEvent(new Event('wheel'))],
    ['scrolling', () => window.dispatchEvent(new Event('scroll'))],
    ['pressing elsewhere', () => window.dispatchEvent(new PointerEvent('pointerdown'))],
    ['being switched off', () => page.cards.receive({ type: 'wordRules', enabled: false, delayMs: 0 })],
  ] as const) {
    it(`goes with ${what}`, async () => {
      open().point('token');
      await page.answer();
      assert.ok(page.card);
      leave();
      assert.equal(page.card, null);
    });
  }

  it('leaves Escape to others where there is none, and is not taken away by the keys of a shortcut', async () => {
    open();
    assert.equal(page.key('Escape'), false);
    page.point('token');
    await page.answer();
    page.key('Control', { ctrlKey: true });
    page.key('k', { ctrlKey: true });
    assert.ok(page.card);
  });

  it('by key explains what is selected, takes the focus as a dialog, and gives it back', async () => {
    open().button.focus();
    page.select('token');
    page.cards.receive({ type: 'explainSelection' });
    await page.answer();
    assertSameElement(document.activeElement, page.card);
    assert.equal(page.card?.getAttribute('role'), 'dialog');
    assert.equal(page.key('Escape'), true);
    assertSameElement(document.activeElement, page.button);
  });

  it('stays when it takes the focus from something on the page, and when the pointer was on its way out', async () => {
    open().button.focus();
    page.select('token');
    page.cards.receive({ type: 'explainSelection' });
    await page.answer();
    assert.equal(timers.waiting(leaveMs), 0, 'the button has lost the focus, not the window');
    page.key('Escape');
    page.point('token');
    await page.answer(2);
    page.leave();
    page.cards.receive({ type: 'explainSelection' });
    assert.equal(timers.waiting(leaveMs), 0);
    assertSameElement(document.activeElement, page.card);
  });

  it('goes when the window loses the focus, unless a key has opened it', async () => {
    open().point('token');
    await page.answer();
    window.dispatchEvent(new FocusEvent('blur'));
    await timers.runOut(leaveMs);
    assert.equal(page.card, null);
    page.cards.receive({ type: 'explainSelection' });
    await page.answer(2);
    window.dispatchEvent(new FocusEvent('blur'));
    assert.equal(timers.waiting(leaveMs), 0);
    assert.ok(page.card);
  });

  it('takes the focus by key when the pointer has opened it', async () => {
    open().point('token');
    await page.answer();
    page.cards.receive({ type: 'explainSelection' });
    assertSameElement(document.activeElement, page.card);
    assert.equal(page.of('explainWord').length, 1);
  });

  it('lets Tab go through its links, and out of it back to where the focus was', async () => {
    open().button.focus();
    page.select('token');
    page.cards.receive({ type: 'explainSelection' });
    await page.answer();
    assert.equal(page.key('Tab'), false);
    const stops = page.card?.querySelectorAll<HTMLElement>('a[href], button') ?? [];
    [...stops].at(-1)?.focus();
    assert.equal(page.key('Tab'), true);
    assert.equal(page.card, null);
    assertSameElement(document.activeElement, page.button);
  });

  it('lets Shift+Tab out of itself and of its first link alone, back to where the focus was', async () => {
    const explain = async (count: number): Promise<HTMLElement[]> => {
      page.select('token');
      page.cards.receive({ type: 'explainSelection' });
      await page.answer(count);
      return [...(page.card?.querySelectorAll<HTMLElement>('a[href], button') ?? [])];
    };
    const leaves = (): boolean => page.key('Tab', { shiftKey: true });
    open().button.focus();
    const stops = await explain(1);
    assert.ok(stops.length > 1);
    stops.at(-1)?.focus();
    assert.equal(leaves(), false);
    stops[0]?.focus();
    assert.equal(leaves(), true);
    assert.equal(page.card, null);
    assertSameElement(document.activeElement, page.button);
    await explain(2);
    assertSameElement(document.activeElement, page.card);
    assert.equal(leaves(), true);
    assert.equal(page.card, null);
    assertSameElement(document.activeElement, page.button);
  });

  it('by key again goes on to the next word that is explained', async () => {
    open('<p>A token of the text.</p><p>The weather is fine.</p><p>An embedding of it.</p>').select('token');
    page.cards.receive({ type: 'explainSelection' });
    await page.answer();
    page.cards.receive({ type: 'explainSelection' });
    assert.equal((await page.question(2)).onward, true);
    await page.answer(2);
    assert.match(page.card?.textContent ?? '', /^Embedding/);
    assert.equal(document.getSelection()?.toString(), 'embedding');
    page.cards.receive({ type: 'explainSelection' });
    await page.answer(3);
    assert.equal(page.announced, 'No more words to explain from here on');
  });

  it('by key goes on from the cursor that a click has left', async () => {
    const { node, offset } = open('<p>The weather is fine. A token.</p>').find('weather');
    document.getSelection()?.setBaseAndExtent(node, offset, node, offset);
    page.cards.receive({ type: 'explainSelection' });
    await page.answer();
    assert.match(page.card?.textContent ?? '', /^Token/);
  });

  it('searches on in the texts that come after what the host was sent', async () => {
    open(`<p>Nothing.</p>${'<p>The weather is fine today.</p>'.repeat(150)}<p>An embedding.</p>`).button.focus();
    page.find('Nothing').node.parentElement?.setAttribute('tabindex', '-1');
    page.main.querySelector('p')?.focus();
    page.cards.receive({ type: 'explainSelection' });
    for (let count = 1; count < 9 && !page.card; count++) await page.answer(count);
    assert.match(page.card?.textContent ?? '', /^Embedding/);
  });

  it('says the term whose link is pressed, and the address of its source', async () => {
    open().point('token');
    await page.answer();
    const [related, source] = ['Related', 'Source'].map((label) =>
      [...(page.card?.querySelectorAll('p') ?? [])]
        .find(({ textContent }) => textContent.startsWith(label))
        ?.querySelector('a'),
    );
    for (const link of [source, related]) link?.click();
    assert.match(page.links[0] ?? '', /^https:/);
    assert.match(page.of('openTerm')[0]?.termId ?? '', /^[\w-]+$/);
    assert.equal(page.card, null);
  });

  it('says that the reader knows the word', async () => {
    open().point('token');
    await page.answer();
    page.card?.querySelector<HTMLElement>('[data-testid="know-word"]')?.click();
    assert.deepEqual(page.of('knowTerm'), [{ type: 'knowTerm', termId: 'token' }]);
    assert.equal(page.card, null);
  });
});
