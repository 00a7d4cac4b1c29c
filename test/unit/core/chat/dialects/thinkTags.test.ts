import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ThinkSplitter } from '../../../../../src/core/chat/dialects/thinkTags';
import type { ContentPiece } from '../../../../../src/core/chat/dialects/thinkTags';

const joined = (pieces: readonly ContentPiece[], type: ContentPiece['type']) =>
  pieces.map((piece) => (piece.type === type ? piece.text : '')).join('');

function split(pieces: readonly string[]) {
  const splitter = new ThinkSplitter();
  const all = [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
  return { text: joined(all, 'text'), reasoning: joined(all, 'reasoning') };
}

/** Content made of what matters to the splitter, and any way of cutting it. */
const content = fc
  .array(fc.constantFrom('<think>', '</think>', '<', '</', 'think', '>', '\n', ' ', 'a', '😀', '\ud83d'), {
    maxLength: 30,
  })
  .map((parts) => parts.join(''));
const cuts = fc.array(fc.nat({ max: 120 }), { maxLength: 12 });

function cutUp(text: string, at: readonly number[]): string[] {
  const places = [0, ...at.filter((place) => place < text.length).sort((a, b) => a - b), text.length];
  return places.slice(1).map((end, index) => text.slice(places[index], end));
}

describe('the think splitter', () => {
  for (const [name, text, expected] of [
    ['takes the tags off the start', '<think>Hm</think>Hello', { text: 'Hello', reasoning: 'Hm' }],
    ['allows white space before them', '\n <think>Hm</think>\n\nHello', { text: 'Hello', reasoning: 'Hm' }],
    ['leaves tags later on alone', 'Use <think>x</think>', { text: 'Use <think>x</think>', reasoning: '' }],
    ['takes only the first block', '<think>a</think>b<think>c</think>', { text: 'b<think>c</think>', reasoning: 'a' }],
    ['takes an open block as reasoning', '<think>Hm</thin', { text: '', reasoning: 'Hm</thin' }],
    ['keeps an unfinished tag as text', '<thin', { text: '<thin', reasoning: '' }],
    ['keeps leading white space', '   Hello', { text: '   Hello', reasoning: '' }],
  ] as const) {
    it(name, () => assert.deepEqual(split([text]), expected));
  }

  it('gives the same whatever the pieces are', () => {
    fc.assert(
      fc.property(content, cuts, (text, at) => assert.deepEqual(split(cutUp(text, at)), split([text]))),
      { numRuns: 2_000 },
    );
  });

  it('loses nothing but the tags and the white space around them', () => {
    fc.assert(
      fc.property(content, (whole) => {
        const { text, reasoning } = split([whole]);
        const bare = (value: string) => value.replace(/\s|<think>|<\/think>/g, '');
        assert.equal(bare(reasoning) + bare(text), bare(whole));
      }),
      { numRuns: 2_000 },
    );
  });

  it('waits for a tag during 199 characters of white space, and not during 200', () => {
    assert.deepEqual(new ThinkSplitter().push(' '.repeat(199)), []);
    assert.deepEqual(new ThinkSplitter().push(' '.repeat(200)), [{ type: 'text', text: ' '.repeat(200) }]);
  });

  it('hands on text at once, except for what could become a tag', () => {
    const splitter = new ThinkSplitter();
    assert.deepEqual(splitter.push('Hel'), [{ type: 'text', text: 'Hel' }]);
    assert.deepEqual(splitter.push('lo'), [{ type: 'text', text: 'lo' }]);
  });
});
