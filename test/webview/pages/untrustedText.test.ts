import assert from 'node:assert/strict';
import { markdownPage } from '../../../src/core/pages/page';
import { Opened, claude } from './opened';

describe('the pages with what is not to be trusted in them', () => {
  const hostile = [
    '# Title',
    '<img src=x onerror="alert(1)"> <script>alert(1)</script>',
    '[command](command:workbench.action.quit) [script](javascript:alert(1)) [data](data:text/html,x) [file](file:///etc/passwd)',
    '[odd](https://link.invalid/0) \uE000',
    '\uE000',
  ].join('\n\n');
  const open = async (): Promise<Opened> => {
    const opened = new Opened(claude, (host) => host.own.set('/families/claude.md', markdownPage('Title', hostile)));
    await opened.at('Title');
    return opened;
  };

  it('draw no HTML of the text', async () => {
    const { root } = await open();
    assert.equal(root.querySelector('main script, main img'), null);
  });

  it('make no links of commands, scripts and files', async () => {
    const { root } = await open();
    const links = [...root.querySelectorAll('main a')].map((link) => link.getAttribute('href'));
    assert.deepEqual(links, ['https://link.invalid/0']);
  });

  it('do nothing at a click on a link that is none of theirs', async () => {
    const opened = await open();
    const link = document.createElement('a');
    link.href = 'command:workbench.action.quit';
    opened.root.querySelector('main')?.append(link);
    const before = opened.host.messages.length;
    assert.ok(opened.click(link).defaultPrevented);
    assert.equal(opened.host.messages.length, before);
  });
});
