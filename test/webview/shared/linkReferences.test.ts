import assert from 'node:assert/strict';
import { namesIn } from '../../../src/webview/shared/linkReferences';
import { drawRest, drawn, streamOf, whole } from './drawnStream';

/** µs of this process: far above what linear work takes, far below the 15 s of quadratic work. */
const longest = 2_000_000;

describe('links by reference in a streaming answer', () => {
  it('know a reference from an earlier block', () => {
    assert.match(drawn('[a]: https://a.test\n\nOne\n\nTwo [a]\n\nThree', [21, 30, 40]), /href="https:\/\/a\.test\/"/);
  });

  it('know the whole address of a reference that came letter by letter', () => {
    const text = 'One\n\n[a]: https://a.test/path\n\nTwo [a] and more\n\nThree';
    const every = Array.from(text, (_, index) => index);
    assert.match(drawn(text, every), /href="https:\/\/a\.test\/path"/);
  });

  const sentence = 'A paragraph of the answer that says more about it.\n\n';
  const citing = `See [the paper][1] and [the  Code] in \`x[1]\`.\n\n${sentence.repeat(160)}`;
  const sources = '[1]: https://a.test/1706\n[THE code]: https://b.test/c\n';

  for (const [name, cuts] of [
    ['at once', []],
    ['in pieces', Array.from({ length: 60 }, (_, index) => 150 * index)],
    ['letter by letter', Array.from(sources, (_, index) => citing.length + index)],
    ['after all else is drawn', [citing.length]],
  ] as const) {
    it(`know a reference that is defined at the end of a long answer, which comes ${name}`, () => {
      const links = drawn(citing + sources, cuts).match(/href="[^"]*"/g);
      assert.deepEqual(links, ['href="https://a.test/1706"', 'href="https://b.test/c"']);
    });
  }

  it('know a reference in each part of a very long list or table, defined at the end', () => {
    for (const line of ['- an item with [a word][1]\n', '| [a word][1] | and more |\n']) {
      const head = line.startsWith('|') ? '| a | b |\n|---|---|\n' : '';
      const text = `${head}${line.repeat(400)}\n${sentence.repeat(100)}\n${sources}`;
      const cuts = [text.length - 10];
      assert.equal(drawn(text, cuts).match(/<a /g)?.length, 400, line);
    }
  });

  it('leave the words of a reference whose definition turns out to be none', () => {
    const start = `${citing}[1]: https://a.test "A title`;
    for (const end of ['"\n', '" and more\n']) assert.equal(drawn(start + end, [start.length]), whole(start + end));
  });

  it('draw nothing again that does not refer to a definition, and leave what waits waiting', () => {
    const { markdown, stream } = streamOf();
    const text = `${citing}${sentence.repeat(100)}See [the paper][1].\n\n${sentence.repeat(100)}`;
    while (stream.step(text));
    const boxes = [...markdown.children];
    const inside = boxes.map((box) => box.firstElementChild);
    const waiting = boxes.filter((box) => box.matches('.waiting'));
    assert.ok(waiting.length > 2);
    while (stream.step(text + sources));
    assert.deepEqual(
      waiting.filter((box) => !box.matches('.waiting')),
      [],
    );
    const drawnAgain = boxes.filter((box, at) => box.firstElementChild !== inside[at]);
    assert.deepEqual(drawnAgain, []);
    drawRest(markdown);
    assert.equal(markdown.querySelectorAll('a').length, 3);
  });

  it('begin at no bracket that is escaped, as in formulas, but behind a backslash that is', () => {
    assert.deepEqual([...namesIn(String.raw`\[ x \] and \(y\), \[a], \\[b], [c \[ d\]]`)], ['b', 'c \\[ d\\]']);
  });

  it('are looked for in time by the length of the text, whatever brackets it has', () => {
    for (const unit of ['\\[', '\\[ a \\] ', '[', '[a\\\\', '[a \\[', '[a ']) {
      const text = unit.repeat(64_000 / unit.length);
      const started = process.cpuUsage();
      namesIn(text);
      const { user } = process.cpuUsage(started);
      assert.ok(user < longest, `${unit}: ${user} µs`);
    }
  });
});
