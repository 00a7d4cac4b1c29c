import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DeltaReader } from '../../../src/core/chat/deltas';
import { ThinkSplitter } from '../../../src/core/chat/thinkTags';
import type { ContentPiece } from '../../../src/core/chat/thinkTags';

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

  it('hands on text at once, except for what could become a tag', () => {
    const splitter = new ThinkSplitter();
    assert.deepEqual(splitter.push('Hel'), [{ type: 'text', text: 'Hel' }]);
    assert.deepEqual(splitter.push('lo'), [{ type: 'text', text: 'lo' }]);
  });
});

describe('the delta reader', () => {
  const chunk = (delta: unknown) => ({ choices: [{ delta }] });

  function read(chunks: readonly unknown[]) {
    const reader = new DeltaReader();
    const all = [...chunks.flatMap((item) => reader.read(item)), ...reader.end()];
    return { text: joined(all, 'text'), reasoning: joined(all, 'reasoning') };
  }

  it('gives the same for strings and for parts, whatever the chunks are', () => {
    fc.assert(
      fc.property(content, cuts, fc.array(fc.boolean(), { maxLength: 13 }), (text, at, asParts) => {
        const chunks = cutUp(text, at).map((piece, index) =>
          chunk({ content: asParts[index] === true ? [{ type: 'text', text: piece }] : piece }),
        );
        assert.deepEqual(read(chunks), split([text]));
      }),
      { numRuns: 2_000 },
    );
  });

  it('survives anything that JSON can say, with an error of its own at most', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (first, second, third) => {
        for (const item of [first, chunk(second), { choices: [third], usage: first }, chunk({ content: [second] })]) {
          try {
            const { text, reasoning } = read([item]);
            assert.equal(typeof (text + reasoning), 'string');
          } catch (error) {
            assert.match((error as Error).constructor.name, /^(MalformedChunk|StreamedError)$/);
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps the last usage and ignores nonsense in it', () => {
    const reader = new DeltaReader();
    reader.read({ choices: [], usage: { prompt_tokens: 1, completion_tokens: 1 } });
    reader.read({ choices: [], usage: { prompt_tokens: 1, completion_tokens: 9, total_tokens: 10 } });
    reader.read({ choices: [], usage: { prompt_tokens: -1, completion_tokens: 'many' } });
    assert.deepEqual(reader.usage, { inputTokens: 1, outputTokens: 9 });
  });

  for (const [wire, reason] of [
    ['stop', 'stop'],
    ['length', 'length'],
    ['model_length', 'length'],
    ['content_filter', 'content-filter'],
    ['tool_calls', 'tool-calls'],
    ['something_new', 'other'],
  ] as const) {
    it(`reads the finish reason ${wire} as ${reason}`, () => {
      const reader = new DeltaReader();
      reader.read({ choices: [{ delta: {}, finish_reason: wire }] });
      assert.equal(reader.finishReason, reason);
    });
  }
});
