import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { FromPage } from '../../src/core/playground/playgroundProtocol';
import { poll } from '../support/poll';
import { usePages } from './browserPage';
import type { PageWindow } from './browserPage';

declare const window: PageWindow;

describe('the page by keyboard', () => {
  const pages = usePages();
  let page: Page;

  it('reaches every button with the keyboard alone, the composer last', async () => {
    page = await pages.open((to) => {
      to.host.addTurn({ prompt: 'Hello', answer: 'There.\n\n```js\nlet a;\n```' });
    });
    await page.getByTestId('answer').locator('code').first().waitFor();
    const seen = new Set<string>();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    for (let press = 0; press < 30; press += 1) {
      await page.keyboard.press('Tab');
      const id = await page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? '');
      seen.add(id);
      if (id === 'send') break;
    }
    for (const id of ['find', 'copy-conversation', 'new-session', 'copy-code', 'copy', 'retry', 'message', 'send']) {
      assert.ok(seen.has(id), `${id} in ${[...seen].join()}`);
    }
  });

  /** The element with the focus: what it is, and what of it cannot be seen. */
  const focused = (): Promise<{ id: string; hidden: string }> =>
    page.evaluate(async () => {
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const element = document.activeElement as HTMLElement;
      if (element === document.body) return { id: 'the start', hidden: '' };
      const id = element.getAttribute('data-testid') ?? (element.className || element.tagName);
      const { left, top, right, bottom } = element.getBoundingClientRect();
      // Where 175 × 150 pixels are left, the conversation has less room than a button is tall.
      const seenHeight = Math.min(bottom, innerHeight) - Math.max(top, 0);
      const isIn = left >= -1 && right <= innerWidth + 1 && seenHeight >= Math.min(bottom - top - 2, 10);
      // The list of providers has a border of that colour instead of an outline.
      const ring = document.createElement('i');
      ring.style.color = 'var(--vscode-focusBorder)';
      document.body.append(ring);
      const { color } = getComputedStyle(ring);
      ring.remove();
      const hasRing = [element, ...(element.shadowRoot?.querySelectorAll('*') ?? [])].some((each) => {
        const { outlineStyle, outlineWidth, borderTopColor, borderTopWidth } = getComputedStyle(each);
        return (
          (outlineStyle !== 'none' && outlineWidth !== '0px') || (borderTopColor === color && borderTopWidth !== '0px')
        );
      });
      const hidden = [isIn ? '' : `at ${left},${top} to ${right},${bottom}`, hasRing ? '' : 'without a ring'];
      return { id, hidden: hidden.filter((each) => each !== '').join(', ') };
    });
  /** Goes on with Tab to that control. All that it passes is in sight and shows that it has the focus. */
  async function tabTo(id: string, key = 'Tab'): Promise<void> {
    const seen: string[] = [];
    for (let press = 0; press < 40; press += 1) {
      await page.keyboard.press(key);
      // What is drawn late may still move it.
      const now = await poll('a control in sight', focused, ({ hidden }) => hidden === '', 2_000).catch(focused);
      assert.equal(now.hidden, '', now.id);
      seen.push(now.id);
      if (now.id === id) return;
    }
    assert.fail(`${id} is not among ${seen.join()}`);
  }
  it('goes over the first screen in the order in which it stands there, and back', async () => {
    page = await pages.open(({ host }) => {
      host.providers = [host.pocket];
      host.changeDraft({ providerId: host.pocket.id, model: 'pocket' });
    });
    await page.getByTestId('first-screen').waitFor();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    // What is above has nothing to find or to copy yet, and says so.
    const examples = ['exampleTerm', 'exampleMaker', 'exampleDifference'];
    const above = ['find', 'copy-conversation', 'branches', 'add-column'];
    const order = [...above, 'transcript', ...examples, 'use-real-model', 'settings', 'message', 'own-answer', 'send'];
    for (const key of ['Tab', 'Shift+Tab']) {
      // Back from where it came to.
      const seen: string[] = key === 'Tab' ? [] : ['send'];
      while (seen.length < order.length) {
        await page.keyboard.press(key);
        const { id, hidden } = await focused();
        assert.equal(hidden, '', id);
        seen.push(id);
      }
      assert.deepEqual(seen, key === 'Tab' ? order : order.toReversed());
    }
  });

  const posted = (type: FromPage['type']): Promise<FromPage[]> =>
    page.evaluate((wanted) => window.host.received.filter((message) => message.type === wanted), type);
  const press = async (id: string, key: string, type: FromPage['type']): Promise<void> => {
    const before = (await posted(type)).length;
    await tabTo(id);
    await page.keyboard.press(key);
    await poll(
      type,
      () => posted(type),
      ({ length }) => length === before + 1,
    );
  };

  for (const theme of ['dark', 'light', 'hc-dark', 'hc-light'] as const) {
    for (const zoom of [1, 2]) {
      it(`does everything in 350 × 300 at ${zoom * 100} %, in the theme ${theme}`, async () => {
        const size = { width: 350 / zoom, height: 300 / zoom };
        page = await pages.open(() => undefined, { theme, viewport: size, deviceScaleFactor: zoom });
        // Provider and model, in the settings, which unfold and fold.
        await tabTo('settings');
        await page.keyboard.press('Enter');
        await tabTo('provider');
        for (const key of ['Enter', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
        await tabTo('model');
        await page.keyboard.press('ControlOrMeta+a');
        await page.keyboard.type('llama:8b');
        await tabTo('settings', 'Shift+Tab');
        await page.keyboard.press('Space');
        assert.equal(await page.locator('#settings').isHidden(), true);
        await tabTo('message');
        await page.keyboard.type('Hello');
        await page.keyboard.press('ControlOrMeta+Enter');
        await poll(
          'the message',
          () => posted('send'),
          ([sent]) => sent?.type === 'send' && sent.draft.model === 'llama:8b' && sent.draft.providerId === 'ollama',
        );
        await page.evaluate(() => {
          window.host.startTurn({ prompt: 'Hello', target: { providerId: 'ollama', model: 'llama:8b' } });
          window.host.changeDraft({ message: '' });
          window.host.grow('Half an answer');
        });
        await press('stop', 'Enter', 'stop');
        await page.evaluate(() => window.host.end({ status: 'stopped' }));
        await page.getByTestId('send').waitFor();
        await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
        await press('copy', 'Space', 'copy');
        await press('retry', 'Enter', 'retry');
        await page.evaluate(() => {
          window.host.startAnswer([...window.host.session.nodes.values()][0]!.id);
          window.host.grow('Another answer');
          window.host.end();
        });
        await press('previous-answer', 'Enter', 'showSibling');
        // There is no room for the bar with New Session in 175 × 150 pixels; the command and the view have it.
        if (zoom === 2) return;
        await tabTo('new-session', 'Shift+Tab');
        await page.keyboard.press('Enter');
        await poll(
          'a new session',
          () => posted('newSession'),
          ({ length }) => length === 1,
        );
      });
    }
  }
});
