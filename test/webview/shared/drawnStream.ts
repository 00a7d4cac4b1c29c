import assert from 'node:assert/strict';
import fc from 'fast-check';
import { codeActions, lexBlocks, renderBlocks } from '../../../src/webview/shared/answerMarkdown';
import { MarkdownStream } from '../../../src/webview/shared/markdownStream';
import { drawWaiting } from '../../../src/webview/shared/waitingBoxes';

export function streamOf(now?: () => number) {
  const markdown = document.createElement('div');
  const plain = document.createElement('div');
  return { markdown, plain, stream: new MarkdownStream(markdown, plain, now ?? (() => 0)) };
}

/** Draws what waits until it is in sight, of which there is nothing here. */
export function drawRest(markdown: HTMLElement): void {
  for (const box of markdown.querySelectorAll('.waiting')) drawWaiting(box);
}

/** Draws a text that comes in pieces, which end at `cuts`. */
export function drawnElement(text: string, cuts: readonly number[] = []): HTMLElement {
  const { markdown, stream } = streamOf();
  const ends = [...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
  for (const end of ends) while (stream.step(text.slice(0, end)));
  drawRest(markdown);
  // Where the boxes begin and end is not seen.
  for (const box of [...markdown.children]) box.replaceWith(...box.childNodes);
  return markdown;
}
export const drawn = (text: string, cuts: readonly number[] = []): string => seenOf(drawnElement(text, cuts));

/** All of the text drawn in one go. */
export function wholeElement(text: string): HTMLElement {
  const box = document.createElement('div');
  box.append(renderBlocks(lexBlocks(text.replace(/\r\n?/g, '\n'), {}), codeActions));
  return box;
}
export const whole = (text: string): string => seenOf(wholeElement(text));

interface Example {
  readonly markdown: string;
  /** The same number is cut at the same places. */
  readonly number: number;
}

/** Each looks in the end as it does at once, whatever pieces it comes in. */
export function assertSameInPieces(examples: readonly Example[]): void {
  for (const { markdown, number } of examples) {
    const places = fc.array(fc.nat({ max: markdown.length }), { minLength: 1, maxLength: 8 });
    const [cuts = []] = fc.sample(places, { seed: number, numRuns: 1 });
    assert.equal(drawn(markdown, cuts), whole(markdown), `${JSON.stringify(markdown)}, cut at ${cuts.join()}`);
  }
}

/** Space at the ends of an element is not seen. */
const seenOf = (element: HTMLElement): string => element.innerHTML.replace(/\s*(<[^>]+>)\s*/g, '$1');

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

export function assertSameHoweverCut(runs: fc.Parameters<unknown>): void {
  const cuts = fc.array(fc.nat({ max: 300 }), { maxLength: 8 });
  fc.assert(
    fc.property(markdownText, cuts, (markdown, at) => assert.equal(drawn(markdown, at), whole(markdown))),
    runs,
  );
}

/** Each is a long text. */
export function assertSameAtOnce(runs: fc.Parameters<unknown>): void {
  const text = markdownText.filter((markdown) => markdown.length > 20);
  fc.assert(
    fc.property(text, fc.integer({ min: 3_000, max: 5_000 }), (markdown, size) => {
      const long = `${markdown}\n\n# Next\n\n`.repeat(Math.ceil(9_000 / markdown.length));
      const cuts = Array.from({ length: Math.ceil(long.length / size) }, (_, index) => index * size);
      const expected = whole(long);
      assert.equal(drawn(long), expected);
      assert.equal(drawn(long, cuts), expected);
    }),
    runs,
  );
}
