import assert from 'node:assert/strict';
import { Lexer } from 'marked';
import type { Token } from 'marked';
import { lexBlocks, renderBlocks, safeUrl, sanitize } from '../../../src/webview/shared/answerMarkdown';
import { FakePageHost } from '../../fakes/pageHost';
import { poll } from '../../support/poll';

function boxOf(fragment: DocumentFragment): HTMLElement {
  const box = document.createElement('div');
  box.append(fragment);
  return box;
}
const textOf = (markdown: string): string => render(markdown).textContent.trim();
const render = (markdown: string): HTMLElement => boxOf(renderBlocks(lexBlocks(markdown, {})));

const allowed =
  'p br hr h4 h5 h6 ul ol li blockquote pre code a em strong del table thead tbody tr th td div span button';

/** Nothing but the allowed elements, no attribute that runs or loads, no address but http, https and mailto. */
function assertHarmless(box: Element): void {
  for (const element of box.querySelectorAll('*')) {
    assert.ok(allowed.split(' ').includes(element.localName), `<${element.localName}> in ${box.innerHTML}`);
    for (const { name, value } of element.attributes) {
      assert.doesNotMatch(name, /^on|^src|^style$|^id$|^srcset$|^action$|^formaction$|^name$/, box.innerHTML);
      if (name === 'href') assert.match(value, /^(https?:|mailto:)/);
    }
  }
}

const hostile: Record<string, string> = {
  'a script': 'Hi <script>alert(1)</script>',
  'a script on lines of its own': '<script>\nalert(1)\n</script>',
  'an event handler': '<b onclick="alert(1)">x</b> <div onpointerover=alert(1)>y</div>',
  'an image that fails': '<img src=x onerror=alert(1)>',
  'a remote image': '![pixel](https://tracker.test/p.png?q=secret "t")',
  'an image in a link': '[![x](https://tracker.test/p.png)](javascript:alert(1))',
  'a javascript link': '[click](javascript:alert(1)) [click](JaVaScRiPt:alert(1)) [c](java&#115;cript:alert(1))',
  'a javascript link with a tab': '[click](<java\tscript:alert(1)>)',
  'a javascript autolink': '<javascript:alert(1)>',
  'a link by reference': '[click][x]\n\n[x]: javascript:alert(1)',
  'a command link': '[run](command:workbench.action.terminal.new) <a href="command:x">y</a>',
  'a data link': '[open](data:text/html,<script>alert(1)</script>)',
  'a file and a vscode link': '[a](file:///etc/passwd) [b](vscode://settings) [c](vscode-resource:/x)',
  'a relative link': '[a](../up) [b](//evil.test/x) [c](#frag)',
  'an attribute breakout in a link': '[x](https://a.test/"onclick="alert(1)) [y](https://a.test "t\\" onclick=\\"z")',
  'a breakout through the code language': '```js"onclick="alert(1)\nx\n```',
  'a breakout from code': '```html\n</code></pre><script>alert(1)</script>\n```\n\n`</code><img src=x>`',
  'style, form and iframe':
    '<style>*{display:none}</style>\n\n<form action=x><input name=a></form>\n\n<iframe srcdoc=x>',
  'svg and math': '<svg><script>1</script></svg> <math><mtext><table><mglyph><style><img src=x onerror=1>',
  'nested and unclosed tags': '<div><div><p <b <!-- <script --> x="\n\n*a <b>* `c <i>`',
  'HTML in a table, a list and a heading':
    '| <img src=x> | b |\n|-|-|\n| <u>x</u> | y |\n\n- <video src=x>\n\n# <h1 id=a>',
  'entities that spell HTML': '&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x&#62;',
  'a comment and a CDATA section': '<!-- <img src=x> --> <![CDATA[<img src=x>]]> <?php x ?>',
  'quotes nested ten thousand deep': '>'.repeat(10_000),
  'lists nested a thousand deep': '- '.repeat(1_000) + 'x',
};

describe('the Markdown of an answer', () => {
  for (const marker of ['- ', '* ', '1. ', '> ', '>', '- > ', '1) - ']) {
    it(`is plain text where one line nests too deep, and the rest of it is not looked at: ${marker}`, () => {
      const source = `${marker.repeat(5_000)}x`;
      const blockTokens = Reflect.get(Lexer.prototype, 'blockTokens') as (...parts: unknown[]) => Token[];
      let calls = 0;
      const counted = function (this: Lexer, ...parts: unknown[]): Token[] {
        calls += 1;
        return blockTokens.apply(this, parts);
      };
      Object.assign(Lexer.prototype, { blockTokens: counted });
      try {
        assert.equal(textOf(source), source);
      } finally {
        Object.assign(Lexer.prototype, { blockTokens });
      }
      assert.ok(calls < 40, `${calls} calls`);
    });
  }

  for (const [name, markdown] of Object.entries(hostile)) {
    it(`is harmless: ${name}`, () => assertHarmless(render(markdown)));
  }

  for (const [name, html] of Object.entries(hostile)) {
    it(`is harmless even if its HTML came through to DOMPurify: ${name}`, () => assertHarmless(boxOf(sanitize(html))));
  }

  it('shows HTML as text', () => {
    assert.equal(textOf('a <script>alert(1)</script> b'), 'a <script>alert(1)</script> b');
    assert.equal(textOf('<div>\n<img src=x>\n</div>'), '<div><img src=x></div>');
  });

  it('shows all of the text behind a tag for raw text that is never closed', () => {
    for (const tag of ['pre', 'code', 'kbd', 'script']) {
      const text = `Write <${tag}> first, if (x <y && z> 3) <!-- and so on &amp; on.`;
      const box = render(`${text}\n\n**Second**`);
      assert.equal(box.textContent.trim(), `${text.replace('&amp;', '&')}\nSecond`, tag);
      assert.ok(box.querySelector('strong'));
    }
  });

  it('breaks a line at <br>', () => assert.equal(render('a<br>b').innerHTML.trim(), '<p>a<br>b</p>'));

  it('shows an image as its words and its address', () => {
    assert.equal(textOf('![a cat](https://x.test/c.png)'), '[image: a cat, https://x.test/c.png]');
  });

  it('shows the words of an image without their Markdown', () => {
    assert.equal(textOf('![a *grey* `cat` &amp; [dog](y)](c.png)'), '[image: a grey cat & dog, c.png]');
    assert.equal(textOf('![](c.png)'), '[image: c.png]');
  });

  it('leads to the address that entities stand for', () => {
    for (const markdown of [
      '[a](https://a.test/?x=1&amp;y=2)',
      '<https://a.test/?x=1&amp;y=2>',
      'https://a.test/?x=1&y=2',
    ]) {
      assert.equal(render(markdown).querySelector('a')?.getAttribute('href'), 'https://a.test/?x=1&y=2', markdown);
    }
    assert.equal(textOf('[a](/f&ouml;&#246;&#xf6;)'), 'a (/fööö)');
    // Without a semicolon there is none.
    const href = render('[a](https://a.test/?x=1&copy=2)').querySelector('a')?.getAttribute('href');
    assert.equal(href, 'https://a.test/?x=1&copy=2');
    assert.equal(render('[a](&#106;avascript:alert(1))').querySelector('a'), null);
  });

  it('shows the address of a link that it does not follow', () => {
    assert.equal(textOf('[here](file:///etc/passwd)'), 'here (file:///etc/passwd)');
  });

  it('keeps what Markdown is for', () => {
    const box = render(
      '# Title\n\n3. **b** *i* ~~d~~ `c`\n\n> q\n\n```ts\nx < 1\n```\n\n| a | b |\n|:-:|--:|\n| 1 | 2 |\n\n- [x] done',
    );
    for (const selector of ['h4', 'ol[start="3"] strong', 'em', 'del', 'li code', 'blockquote']) {
      assert.ok(box.querySelector(selector), selector);
    }
    assert.equal(box.querySelector('pre code.language-ts')?.textContent, 'x < 1');
    assert.deepEqual(
      [...box.querySelectorAll('td')].map((cell) => cell.getAttribute('align')),
      ['center', 'right'],
    );
    assert.match(box.querySelector('ul')?.textContent ?? '', /☑ done/);
  });

  it('shows the emphasis of an over-long paragraph as it is written', () => {
    assert.equal(render(`**${'a '.repeat(3_000)}**`).querySelector('strong'), null);
    assert.ok(render(`**${'a '.repeat(1_000)}a**`).querySelector('strong'));
  });

  describe('with a line of more than 4,000 characters', () => {
    const long = 'QUJD'.repeat(1_500);

    it('shows it in a list item, after a block, and leaves that block alone', () => {
      const box = render(`Before **it**\n\n- ${long}\n  and on\n- short *one*\n`);
      assert.equal(box.querySelector('p')?.textContent, 'Before it');
      assert.deepEqual(
        [...box.querySelectorAll('li')].map((item) => item.textContent.trim()),
        [`${long}\nand on`, 'short one'],
      );
    });

    for (const [name, markdown] of Object.entries({
      'in the first list item': `- ${long}\n  and on`,
      'in a task': `- [ ] ${long}`,
      'in two lines of a list item': `Before\n\n- ${long}\n  ${long}`,
      'in a quote': `> ${long}\n> and on\nand on`,
      'in a heading': `# ${long}`,
      'in a table': `| a | b |\n|---|---|\n| ${long} | *c* |`,
      'before an indented line': `${long}\n    indented`,
      'before a definition': `${long}\n[a]: https://a.test`,
    })) {
      it(`shows it ${name}`, () => assert.ok(textOf(markdown).includes(long)));
    }
  });

  it('allows addresses by their protocol', () => {
    assert.equal(safeUrl('https://a.test/x y'), 'https://a.test/x%20y');
    assert.equal(safeUrl('mailto:me@a.test'), 'mailto:me@a.test');
    for (const url of [
      'javascript:1',
      ' java\nscript:1',
      'command:x',
      'data:,x',
      'blob:https://a',
      '/x',
      '',
      'vscode:x',
    ]) {
      assert.equal(safeUrl(url), undefined, url);
    }
    assert.equal(safeUrl(`https://a.test/${'x'.repeat(9_000)}`), undefined);
  });

  it('posts a link that is clicked, and never follows it', async () => {
    const host = new FakePageHost(undefined, (before) =>
      before.addTurn({ answer: 'See [**the page**](https://a.test/?q=1).' }),
    );
    const link = await poll('the link', () => host.page.querySelector('ai-answer-text a'));
    let reachedDocument = false;
    document.addEventListener('click', () => (reachedDocument = true), { once: true });
    for (const type of ['click', 'auxclick']) {
      const event = new MouseEvent(type, { bubbles: true, cancelable: true });
      link.querySelector('strong')?.dispatchEvent(event);
      assert.ok(event.defaultPrevented, type);
    }
    assert.deepEqual(host.of('openLink'), [{ type: 'openLink', url: 'https://a.test/?q=1' }]);
    assert.equal(reachedDocument, false);
  });

  it('posts the code of a block whose Copy is pressed', async () => {
    const host = new FakePageHost(undefined, (before) =>
      before.addTurn({ answer: '```js\nlet a = "<b>";\n\nb();\n```' }),
    );
    await host.click('copy-code');
    assert.deepEqual(host.of('copyText'), [{ type: 'copyText', text: 'let a = "<b>";\n\nb();' }]);
  });

  it('posts it for an editor too, with its language, and the answer as it came', async () => {
    const answer = 'Like this:\n\n```js\nlet a;\n```\n\n    b();';
    const host = new FakePageHost(undefined, (before) => before.addTurn({ answer }));
    await host.click('insert-code');
    await poll('both blocks', () => host.page.querySelectorAll('[data-testid="open-code"]').length === 2);
    for (const button of host.page.querySelectorAll<HTMLElement>('[data-testid="open-code"]')) button.click();
    await host.click('insert');
    await host.click('open-answer');
    assert.deepEqual(host.of('insertText'), [
      { type: 'insertText', text: 'let a;' },
      { type: 'insertText', text: answer },
    ]);
    assert.deepEqual(host.of('openText'), [
      { type: 'openText', text: 'let a;', language: 'js' },
      { type: 'openText', text: 'b();', language: '' },
      { type: 'openText', text: answer, language: 'markdown' },
    ]);
    assert.ok(host.find('apply-code') === null && host.find('apply-answer') === null);
  });

  it('posts it to take the place of what the question has from a file: the code, or an answer without any', async () => {
    const origins = [{ uri: 'file:///a.js', range: [0, 0, 0, 5], sha256: 'x' }] as const;
    const code = 'Like this:\n\n```js\nlet a;\n```';
    const apply = (answer: string): FakePageHost =>
      new FakePageHost(undefined, (before) => before.addTurn({ answer, origins }));
    const withCode = apply(code);
    assert.equal((await withCode.element('apply-code')).getAttribute('aria-label'), 'Apply… js code as a diff');
    await withCode.click('apply-code');
    assert.ok(withCode.find('apply-answer') === null);
    const [answerId = ''] =
      withCode.page.querySelector<HTMLElement>('[data-answer-id]')?.dataset['answerId']?.split(' ') ?? [];
    assert.deepEqual(withCode.of('applyText'), [{ type: 'applyText', answerId, text: 'let a;', language: 'js' }]);
    const alone = apply('Better.');
    await alone.click('apply-answer');
    assert.deepEqual(
      alone.of('applyText').map(({ text, language }) => [text, language]),
      [['Better.', 'markdown']],
    );
  });
});
