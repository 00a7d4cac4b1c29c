import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PlainText } from '../../src/webview/plainText';
import { FrameThrottle, markdownLimit, MarkdownStream } from '../../src/webview/streaming';
import { FakePageHost, turnOf, until } from '../fakes/pageHost';

function streamOf(now?: () => number) {
  const markdown = document.createElement('div');
  const plain = document.createElement('div');
  return { markdown, plain, stream: new MarkdownStream(markdown, plain, now ?? (() => 0)) };
}

function drawn(text: string, cuts: readonly number[] = []): string {
  const { markdown, stream } = streamOf();
  const ends = [...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
  for (const end of ends) while (stream.step(text.slice(0, end)));
  const live = markdown.querySelector('.live')!;
  live.replaceWith(...live.childNodes);
  return markdown.innerHTML.replace(/\s*(<[^>]+>)\s*/g, '$1'); // Space at the ends of an element is not seen.
}

const pieces = [
  ...[
    '# Title\n',
    'word ',
    '**bold** ',
    '*',
    '`code` ',
    '\n',
    '\n\n',
    '- item\n',
    '  - inner\n',
    '1. one\n',
    '> quote\n',
  ],
  ...[
    '```js\nlet a;\n```\n',
    '```\n',
    '| a | b |\n|---|---|\n| 1 | 2 |\n',
    '---\n',
    '    indented\n',
    '<b>x</b>',
    '\r\n',
  ],
  ...[
    '[link](https://a.test) ',
    '[ref]',
    '\n[ref]: https://b.test\n',
    '![i](x) ',
    '😀',
    '===\n',
    '<div>\n',
    '- [ ] task\n',
  ],
];
const markdownText = fc.array(fc.constantFrom(...pieces), { maxLength: 25 }).map((parts) => parts.join(''));

describe('a streaming answer', () => {
  it('looks the same in the end however it was cut into deltas', () => {
    // Definitions of references apply to what comes after them only: an earlier mention stays as it was drawn.
    const text = markdownText.filter((markdown) => !markdown.includes('[ref]'));
    const cuts = fc.array(fc.nat({ max: 300 }), { maxLength: 8 });
    fc.assert(
      fc.property(text, cuts, (markdown, at) => assert.equal(drawn(markdown, at), drawn(markdown))),
      {
        numRuns: 150,
      },
    );
  });

  it('draws code that was cut in the middle of its fence', () => {
    const text = 'Before\n\n```js\nlet a = 1;\n```\n\nAfter';
    const every = Array.from(text, (_, index) => index);
    assert.equal(drawn(text, every), drawn(text));
    assert.match(drawn(text, every), /language-js/);
  });

  it('knows a reference from an earlier block', () => {
    assert.match(drawn('[a]: https://a.test\n\nOne\n\nTwo [a]\n\nThree', [21, 30, 40]), /href="https:\/\/a\.test\/"/);
  });

  it('does not draw a finished block again', () => {
    const { markdown, stream } = streamOf();
    stream.step('First\n\nSecond\n');
    const first = markdown.querySelector('p');
    stream.step('First\n\nSecond\nand longer\n\nThird');
    assert.ok(markdown.querySelector('p') === first);
    assert.equal(markdown.textContent.replaceAll('\n', ' ').trim(), 'First Second and longer Third');
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
    assert.equal(steps, Math.ceil(text.length / 20_000));
  });

  for (const [name, unit] of Object.entries({
    'with blocks': `${'A line. '.repeat(100)}\n\n`,
    'in one line': 'word ',
  })) {
    it(`shows the rest of a million characters as plain text: ${name}`, () => {
      const { markdown, plain, stream } = streamOf();
      const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
      while (stream.step(text));
      assert.ok(stream.hasPlainRest);
      const boxes = Array.from(plain.children, (box) => box.textContent);
      assert.equal(boxes.join('').replaceAll('\n', ''), text.slice(markdownLimit).replaceAll('\n', ''));
      assert.ok(boxes.every((box) => box.length <= 32_000));
      assert.ok(markdown.textContent.trim().length <= markdownLimit);
    });
  }

  it('draws all of it on demand', () => {
    const { markdown, plain, stream } = streamOf();
    const text = `A **word** ${'in a line '.repeat(50)}.\n\n`.repeat(600);
    while (stream.step(text));
    stream.drawAll();
    while (stream.step(text));
    assert.equal(plain.textContent, '');
    assert.equal(markdown.querySelectorAll('strong').length, 600);
  });

  it('goes on in plain text after a step that took too long', () => {
    let time = 0;
    const { plain, stream } = streamOf(() => (time += 300));
    stream.step('**slow** ');
    stream.step('**slow** **rest**');
    assert.equal(plain.textContent, '**rest**');
  });

  it('offers the button that formats all of it, in the page', async () => {
    const host = new FakePageHost();
    const text = 'x'.repeat(markdownLimit) + '\n\n**tail**';
    host.snapshot({ turns: [turnOf({}, { status: 'done', text })] });
    await host.click('draw-all');
    await until(() => host.find('answer')?.querySelector('strong')?.textContent === 'tail', 'the formatted tail');
    await until(() => host.find('draw-all') === null, 'the button to go');
  });
});

describe('plain text in boxes', () => {
  it('shows every character once, whatever the deltas', () => {
    const long = fc.string({ unit: fc.constantFrom('a', '\n', '😀', 'word '), minLength: 0, maxLength: 400 });
    fc.assert(
      fc.property(long, fc.integer({ min: 1, max: 200 }), fc.array(fc.nat({ max: 50_000 })), (part, times, cuts) => {
        const text = part.repeat(times);
        const target = document.createElement('div');
        const view = new PlainText(target);
        for (const cut of cuts.sort((a, b) => a - b)) view.update(text.slice(0, cut));
        view.update(text);
        const shown = Array.from(target.children, (box) => box.textContent);
        assert.equal(shown.join('').replaceAll('\n', ''), text.replaceAll('\n', ''));
        assert.ok(shown.every((box) => box.length <= 32_001));
      }),
      { numRuns: 60 },
    );
  });
});

describe('the throttle', () => {
  it('draws once for many requests, and again for one that came later', async () => {
    let drawings = 0;
    const throttle = new FrameThrottle(() => (drawings += 1));
    for (let i = 0; i < 50; i += 1) throttle.request();
    await until(() => drawings > 0, 'the first drawing');
    assert.equal(drawings, 1);
    throttle.request();
    await until(() => drawings === 2, 'the second drawing');
  });
});
