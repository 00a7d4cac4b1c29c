import assert from 'node:assert/strict';
import { markdownLimit } from '../../../src/webview/shared/markdownStream';
import { FakePageHost } from '../../fakes/pageHost';
import { poll } from '../../support/poll';
import { assertSameAtOnce, assertSameHoweverCut, drawRest, drawn, streamOf, whole } from './drawnStream';

describe('a streaming answer', () => {
  // A part of them, always the same: test/deep/webview has all.
  it('looks the same in the end however it was cut into deltas', () => {
    assertSameHoweverCut({ numRuns: 30, seed: 1 });
  });

  it('looks the same in the end whether it came at once, so that it waits, or in pieces', () => {
    assertSameAtOnce({ numRuns: 1, seed: 1 });
  });

  it('draws code that was cut in the middle of its fence', () => {
    const text = 'Before\n\n```js\nlet a = 1;\n```\n\nAfter';
    const every = Array.from(text, (_, index) => index);
    assert.equal(drawn(text, every), drawn(text));
    assert.match(drawn(text, every), /language-js/);
  });

  it('does not draw a finished block again', () => {
    const { markdown, stream } = streamOf();
    stream.step('First\n\nSecond\n');
    const first = markdown.querySelector('p');
    stream.step('First\n\nSecond\nand longer\n\nThird');
    assert.ok(markdown.querySelector('p') === first);
    assert.equal(markdown.textContent.replaceAll('\n', ' ').trim(), 'First Second and longer Third');
  });

  it('knows a line that turns out to belong to the block before it, also where that one fills its box', () => {
    const list = '- an item with some words\n'.repeat(100);
    const text = `${list}*word of the last item\n\nThe end.`;
    const every = Array.from({ length: 20 }, (_, index) => list.length + index);
    assert.equal(drawn(text, every), whole(text));
  });

  it('starts anew when the text is another one', () => {
    const { markdown, stream } = streamOf();
    stream.step('First\n\nSecond\n');
    stream.step('Again');
    assert.equal(markdown.textContent.trim(), 'Again');
  });

  it('takes a long text in steps', () => {
    const { stream } = streamOf();
    const text = `${'word '.repeat(200)}\n\n`.repeat(50);
    let steps = 1;
    while (stream.step(text)) steps += 1;
    assert.equal(steps, 4); // 16,000 code units each, of 50,100.
  });

  it('draws the end of a long text that comes at once, and leaves the place for the rest', () => {
    const { markdown, stream } = streamOf();
    const text = Array.from({ length: 100 }, (_, index) => `Paragraph ${index} ${'with words '.repeat(40)}\n\n`);
    while (stream.step(text.join(''))) assert.equal(markdown.textContent, '');
    assert.equal(markdown.textContent.includes('Paragraph 99 '), true);
    const waiting = [...markdown.querySelectorAll<HTMLElement>('.waiting')];
    assert.ok(waiting.length > 10 && waiting.every(({ style }) => Number.parseInt(style.height) > 20));
    drawRest(markdown);
    assert.equal(markdown.querySelectorAll('p').length, 100);
    assert.ok(waiting.every(({ style, className }) => style.height === '' && className === 'chunk far'));
  });

  it('touches nothing but what changes: not in the block that grows, and not when that is finished', () => {
    const { markdown, stream } = streamOf();
    const units = [
      'One **bold** word',
      ' and [a link](https://a.test).\n\n',
      '- item\n',
      '  - inner\n',
      '- last\n\nThe end.',
    ];
    const seen: Element[] = [];
    units.forEach((_unit, index) => {
      while (stream.step(units.slice(0, index + 1).join('')));
      const now = [...markdown.querySelectorAll('*')];
      assert.ok(
        seen.every((element) => now.includes(element)),
        `after ${units[index]}`,
      );
      seen.splice(0, Infinity, ...now);
    });
    assert.equal(markdown.querySelectorAll('li').length, 3);
  });

  it('keeps what is selected in the words that grow', () => {
    const { markdown, stream } = streamOf();
    stream.step('Some words');
    const words = markdown.querySelector('p')!.firstChild!;
    const range = document.createRange();
    range.setStart(words, 0);
    range.setEnd(words, 4);
    stream.step('Some words and more.\n\nNext');
    assert.equal(range.toString(), 'Some');
  });

  it('lets nothing wait of what comes in small pieces', () => {
    const { markdown, stream } = streamOf();
    const text = `${'A line. '.repeat(20)}\n\n`.repeat(200);
    for (let end = 0; end < text.length; end += 3_000) while (stream.step(text.slice(0, end)));
    assert.equal(markdown.querySelectorAll('.waiting').length, 0);
    assert.ok(markdown.querySelectorAll('.chunk').length > 10);
  });

  it('appends to code that is still open, and draws none of it again', () => {
    const { markdown, stream } = streamOf();
    const lines = Array.from({ length: 4_000 }, (_, index) => `let a${index} = "<b>";\n`).join('');
    const whole = `Look:\n\n\`\`\`js\n${lines}\`\`\`\n\nThat is it.`;
    for (let end = 40; end < whole.length - 20; end += 7_001) while (stream.step(whole.slice(0, end)));
    const code = markdown.querySelector('code');
    for (let end = whole.length - 20; end < whole.length - 16; end += 1) stream.step(whole.slice(0, end));
    assert.ok(markdown.querySelector('code') === code);
    while (stream.step(whole));
    drawRest(markdown);
    assert.equal(markdown.querySelector('code.language-js')?.textContent, lines.trimEnd());
    assert.equal(markdown.querySelectorAll('code').length, 1);
    assert.equal(markdown.lastElementChild?.textContent.trim(), 'That is it.');
  });

  const codeLines = (before: string): string =>
    Array.from({ length: 300 }, (_, index) => `${before}let value${index} = "some words"; # none\n`).join('');
  const longCode: Record<string, string> = {
    'stands by itself': `\`\`\`js\n${codeLines('')}\`\`\``,
    'is indented': `  \`\`\`js\n${codeLines('  ')}  \`\`\``,
    'stands in a list': `1. One\n2. Two:\n\n   ~~~~js\n${codeLines('   ')}   ~~~~`,
    'stands in an item that it begins': `- \`\`\`js\n${codeLines('  ')}  \`\`\``,
    'stands in a quote': `> So:\n> \`\`\`js\n${codeLines('> ')}> \`\`\``,
  };
  for (const [where, code] of Object.entries(longCode)) {
    it(`draws as text what follows long code that ${where}, also where a delta ends with the closing fence`, () => {
      for (const cuts of [
        [],
        [2_000, 9_500],
        [code.length],
        [code.length - 1],
        [4_000, code.length, code.length + 1],
      ]) {
        const { markdown, stream } = streamOf();
        const text = `${code}\n\n## Behind\n\nThe end.`;
        for (const end of [...cuts, text.length]) while (stream.step(text.slice(0, end)));
        drawRest(markdown);
        assert.equal(markdown.querySelector('h5')?.textContent, 'Behind', cuts.join());
        const inCode = [...markdown.querySelectorAll('code')].map(({ textContent }) => textContent.trim()).join('\n');
        assert.equal(inCode.replace(/^ +/gm, ''), codeLines('').trim(), cuts.join());
      }
    });
  }

  const words = 'and more words'.repeat(5);
  const long: Record<string, { unit: (index: number) => string; head?: string; selector: string }> = {
    list: {
      unit: (index) => `- item ${index} ${words}\n  - inner\n`,
      selector: '.markdown > * > ul > li',
    },
    'numbered list': { unit: (index) => `${index + 1}. number ${index} ${words}\n`, selector: 'ol > li' },
    table: { unit: (index) => `| ${index} | ${words} |\n`, head: '| a | b |\n|---|---|\n', selector: 'tbody tr' },
    quote: { unit: (index) => `> line ${index} ${words}\n>\n`, selector: 'blockquote p' },
  };
  for (const [name, { unit, head = '', selector }] of Object.entries(long)) {
    it(`draws a very long ${name} in parts, with every line of it once`, () => {
      const { markdown, stream } = streamOf();
      const box = document.createElement('div');
      box.append(markdown);
      markdown.className = 'markdown';
      const text = head + Array.from({ length: 300 }, (_, index) => unit(index)).join('');
      while (stream.step(text));
      drawRest(markdown);
      assert.equal(box.querySelectorAll(selector).length, 300);
      assert.ok(markdown.lastElementChild!.textContent.length < 20_000);
    });
  }

  it('goes on with the numbers of a very long list in its next part', () => {
    const items = Array.from({ length: 300 }, (_, index) => `${index + 3}. number ${index} ${words}\n`);
    const { markdown, stream } = streamOf();
    while (stream.step(items.join('')));
    drawRest(markdown);
    const lists = [...markdown.querySelectorAll('ol')];
    assert.ok(lists.length > 1);
    let next = 3;
    for (const list of lists) {
      assert.equal(list.start, next);
      next += list.children.length;
    }
  });

  it('makes paragraphs of all items of a very long list, also of those that are drawn, when an empty line comes', () => {
    const { markdown, stream } = streamOf();
    const tight = `- item ${words}\n`.repeat(300);
    for (const text of [tight, `${tight}\n- last\n`]) while (stream.step(text));
    drawRest(markdown);
    assert.equal(markdown.querySelectorAll('li > p').length, 301);
  });

  it('draws a very long paragraph in parts, of which only the last grows', () => {
    const { markdown, stream } = streamOf();
    const text = '😀 and more words '.repeat(2_000);
    for (let end = 1_000; end < text.length; end += 1_000) while (stream.step(text.slice(0, end)));
    const parts = [...markdown.querySelectorAll('p')];
    while (stream.step(text));
    assert.ok(parts.length > 3 && parts.every((part) => markdown.contains(part) && part.textContent.length <= 8_000));
    assert.equal(markdown.textContent.replaceAll('\n', '').trim(), text.trim());
  });

  for (const [name, unit] of Object.entries({
    'with blocks': `${'A line. '.repeat(100)}\n\n`,
    'in one line': 'word ',
  })) {
    it(`shows the rest of a million characters as plain text: ${name}`, () => {
      const { markdown, plain, stream } = streamOf();
      const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
      while (stream.step(text));
      drawRest(markdown);
      assert.ok(stream.hasPlainRest);
      const boxes = Array.from(plain.children, (box) => box.textContent);
      assert.equal(boxes.join('').replaceAll('\n', ''), text.slice(markdownLimit).replaceAll('\n', ''));
      assert.ok(boxes.every((box) => box.length <= 32_000));
      assert.ok(markdown.textContent.replaceAll('\n', '').length <= markdownLimit);
    });
  }

  it('draws all of it on demand', () => {
    const { markdown, plain, stream } = streamOf();
    const text = `A **word** ${'in a line '.repeat(50)}.\n\n`.repeat(600);
    while (stream.step(text));
    stream.drawAll();
    while (stream.step(text));
    drawRest(markdown);
    assert.equal(plain.textContent, '');
    assert.equal(markdown.querySelectorAll('strong').length, 600);
  });

  it('goes on in plain text after three steps that took too long', () => {
    let time = 0;
    const { plain, stream } = streamOf(() => (time += 300));
    for (const text of ['**slow** ', '**slow** **slow** ', '**slow** **slow** **slow** ']) stream.step(text);
    stream.step('**slow** **slow** **slow** **rest**');
    assert.equal(plain.textContent, '**rest**');
  });

  it('goes on in Markdown after steps for which it had to wait now and then', () => {
    let time = 0;
    let waits = 0;
    const { markdown, plain, stream } = streamOf(() => (time += waits));
    for (let end = 2; end <= 20; end += 2) {
      waits = end % 6 === 0 ? 0 : 300;
      stream.step('**a** '.repeat(end));
    }
    assert.equal(plain.textContent, '');
    assert.equal(markdown.querySelectorAll('strong').length, 20);
  });

  for (const [where, button] of [
    ['above', 'draw-all'],
    ['below', 'draw-all-end'],
  ] as const) {
    it(`offers the button that formats all of it, in the page, ${where} the rest`, async () => {
      const text = 'x'.repeat(markdownLimit) + '\n\n**tail**';
      const host = new FakePageHost(undefined, (before) => before.addTurn({ answer: text }));
      await host.click(button);
      await poll('the formatted tail', () => host.find('answer')?.querySelector('strong')?.textContent === 'tail');
      await poll('the button to go', () => host.find(button) === null);
    });
  }
});
