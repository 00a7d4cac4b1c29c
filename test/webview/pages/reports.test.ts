import assert from 'node:assert/strict';
import type { PagePlace } from '../../../src/core/pages/address';
import { markdownPage } from '../../../src/core/pages/page';
import type { ScriptedPages } from '../../fakes/scriptedPages';
import { Opened } from './opened';

const withReport = (host: ScriptedPages): void => {
  host.alone = true;
  host.own.set('/reports/tokens.md', {
    ...markdownPage(
      'Tokens',
      '# Tokens\n\n[12](file:///a/b.ts#L12) [GPT-4o](../families/gpt.md#gpt-4o) [run](command:x.y) [web](https://example.com/x)',
    ),
    made: Date.now(),
  });
};
const report: PagePlace = { folder: 'reports', id: 'tokens' };

describe('the pages of a report', () => {
  it('have no way back, say when they were made, and are made again by a button', async () => {
    const opened = new Opened(report, withReport);
    await opened.at('Tokens');
    assert.equal(opened.root.querySelector('[data-testid="back"]'), null);
    assert.match(opened.root.querySelector('.made')?.textContent ?? '', /Created .*\d/);
    opened.click(opened.find('make-again'));
    assert.equal(opened.host.of('makeAgain').length, 1);
  });

  it('ask for the file and the line that a link names', async () => {
    const opened = new Opened(report, withReport);
    await opened.at('Tokens');
    opened.click(opened.link('12'));
    assert.deepEqual(opened.host.of('openFile'), [{ type: 'openFile', uri: 'file:///a/b.ts', line: 11 }]);
  });

  it('have pages opened elsewhere, and stay', async () => {
    const opened = new Opened(report, withReport);
    await opened.at('Tokens');
    opened.click(opened.link('GPT-4o'));
    assert.deepEqual(opened.host.of('openPage'), [
      { type: 'openPage', place: { folder: 'families', id: 'gpt', anchor: 'gpt-4o' } },
    ]);
    assert.equal(opened.title, 'Tokens');
  });

  it('offer an exact count, and say where the text would go', async () => {
    const opened = new Opened(report, (host) => {
      host.alone = true;
      const offer = {
        type: 'countOffer',
        label: 'Count Exactly with Anthropic',
        where: 'Sends it to a.example.',
      } as const;
      const page = markdownPage('Tokens', '# Tokens');
      host.own.set('/reports/tokens.md', { ...page, blocks: [...page.blocks, offer] });
    });
    await opened.at('Tokens');
    const button = opened.find('count-exactly');
    assert.equal(button.textContent.trim(), 'Count Exactly with Anthropic');
    assert.match(button.parentElement?.textContent ?? '', /Sends it to a\.example\./);
    opened.click(button);
    assert.equal(opened.host.of('countExactly').length, 1);
  });

  it('say so when they were not kept, with the button that makes them again', async () => {
    const opened = new Opened(report, (host) => {
      host.alone = true;
      host.again = 'Count Tokens';
    });
    await opened.at('Not there');
    const button = opened.find('make-again');
    assert.equal(button.textContent.trim(), 'Count Tokens');
    assert.equal(opened.host.of('shown')[0]?.title, undefined, 'the tab keeps its name');
    opened.click(button);
    assert.equal(opened.host.of('makeAgain').length, 1);
  });
});
