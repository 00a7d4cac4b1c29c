import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { poll } from '../support/poll';
import { usePages } from './browserPage';
import type { PageWindow } from './browserPage';

describe('colours of code in answers', () => {
  const pages = usePages();
  /** The texts that have the colour of a kind, in the order in which they stand. */
  const coloured = (page: Page, kind: string): Promise<string[]> =>
    page.evaluate((name) => {
      const marked = [...(CSS.highlights.get(name) ?? [])].filter(({ startContainer }) => startContainer.isConnected);
      return marked
        .map((mark) => {
          const range = document.createRange();
          range.setStart(mark.startContainer, mark.startOffset);
          range.setEnd(mark.endContainer, mark.endOffset);
          return range;
        })
        .sort((one, other) => one.compareBoundaryPoints(Range.START_TO_START, other))
        .map(String);
    }, `code-${kind}`);
  const become = (page: Page, kind: string, texts: readonly string[]): Promise<string[]> =>
    poll(
      `${kind}: ${texts.join(' ')}`,
      () => coloured(page, kind),
      (found) => found.join('\n') === texts.join('\n'),
    );

  it('are those of its tokens, and add no element to it', async () => {
    const page = await pages.open((window: PageWindow) => {
      window.host.addTurn({ answer: '```python\ndef f(x):  # one\n    return "<b>" + str(42)\n```\n\nand `code`.' });
    });
    await become(page, 'keyword', ['def', 'return']);
    assert.deepEqual(await coloured(page, 'comment'), ['# one']);
    assert.deepEqual(await coloured(page, 'string'), ['"<b>"']);
    assert.deepEqual(await coloured(page, 'number'), ['42']);
    assert.deepEqual(await coloured(page, 'function'), ['f']);
    assert.equal(await page.locator('.markdown pre code *').count(), 0);
    const colour = (kind: string): Promise<string> =>
      page.evaluate((name) => {
        const code = document.querySelector('.markdown pre code')!;
        return getComputedStyle(code, `::highlight(${name})`).color;
      }, `code-${kind}`);
    assert.notEqual(await colour('keyword'), await colour('string'));
  });

  it('grow with the answer, and are gone with it', async () => {
    const page = await pages.open((window: PageWindow) => {
      window.host.addTurn({ answer: '```js\nlet a;\n```' });
    });
    await become(page, 'keyword', ['let']);
    await page.evaluate(() => {
      const { host } = window as unknown as PageWindow;
      host.startTurn();
      host.grow('```ts\nconst b = `x ${c}`;\nif (b) ');
    });
    await become(page, 'keyword', ['let', 'const', 'if']);
    await page.evaluate(() => (window as unknown as PageWindow).host.grow('return "done";\n```\n'));
    await become(page, 'keyword', ['let', 'const', 'if', 'return']);
    assert.deepEqual(await coloured(page, 'string'), ['`x ', '`', '"done"']);
    await page.evaluate(() => {
      const { host } = window as unknown as PageWindow;
      host.end();
      for (const each of document.querySelectorAll('ai-answer-text')) each.remove();
    });
    assert.equal(await page.evaluate(() => CSS.highlights.get('code-keyword')?.size), 0);
  });

  it('are those of code in sight', async () => {
    const page = await pages.open((window: PageWindow) => {
      window.host.addTurn({ answer: `\`\`\`js\nlet a;\n\`\`\`\n\n${'Words.\n\n'.repeat(100)}` });
      window.host.addTurn({ answer: '```js\nif (a) b();\n```' });
    });
    // A turn that is drawn only after the view has left the end would bring it back there.
    await page.waitForFunction(() => document.querySelectorAll('.markdown p').length === 100);
    await become(page, 'keyword', ['if']);
    await page.locator('ai-conversation').evaluate((conversation) => (conversation.scrollTop = 0));
    await become(page, 'keyword', ['let']);
  });

  it('stay away from code of no known language, and from a block of more than 30,000 characters or of data', async () => {
    const page = await pages.open((window: PageWindow) => {
      const long = 'let a = 1;\n'.repeat(3_000);
      window.host.addTurn({
        answer: `\`\`\`nonsense\nreturn 1\n\`\`\`\n\n\`\`\`\nreturn 2\n\`\`\`\n\n\`\`\`js\n${long}\`\`\`\n\n\`\`\`js\nlet b = "${'QUJD'.repeat(300)}";\n\`\`\``,
      });
      window.host.addTurn({ answer: '```js\nreturn 3\n```' });
    });
    await become(page, 'keyword', ['return']);
  });
});
