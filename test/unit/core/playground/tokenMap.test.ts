import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ChosenToken, TokenChance } from '../../../../src/core/chat/messages/types';
import { tokenMapOf } from '../../../../src/core/playground/tokenMap';
import { startWith, tokenViewOf, tokensAtPlace } from '../../../../src/core/playground/tokenQuestions';
import type { AnswerNode } from '../../../../src/core/playground/session/sessionSchema';
import { answerNode } from '../../../fakes/scriptedTurn';

const answerOf = (answer: string, more: Partial<AnswerNode> = {}): AnswerNode => ({
  ...(answerNode('a', 'p', { answer }) as AnswerNode),
  ...{ status: 'done', ...more },
});
const token = (text: string, logprob = -1, top: readonly TokenChance[] = []): ChosenToken => ({ text, logprob, top });
const bytes = (...values: number[]): ChosenToken => ({ ...token('\uFFFD'), bytes: values });
const tokens = (...texts: string[]): ChosenToken[] => texts.map((text) => token(text));

/** The pieces of the text, each with the tokens that made it: `a b` by one of them, `(a b)` by none, `a+b` by several. */
function pieces(answer: AnswerNode, of: readonly ChosenToken[]): string[] {
  const text = answer.parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
  const { start, cells } = tokenMapOf(answer, of);
  let at = start;
  return cells.map(({ length, tokens: made }) => {
    const piece = text.slice(at, (at += length));
    return made.length === 0 ? `(${piece})` : `${piece}${'+'.repeat(made.length - 1)}`;
  });
}

describe('the tokens of an answer over its text', () => {
  it('are its pieces', () => {
    assert.deepEqual(pieces(answerOf('The sky is blue.'), tokens('The', ' sky', ' is', ' blue', '.')), [
      'The',
      ' sky',
      ' is',
      ' blue',
      '.',
    ]);
  });

  it('are joined where they share a character', () => {
    const smile = [bytes(0xf0, 0x9f), bytes(0x98), { ...token('\uFFFD!'), bytes: [0x80, 0x21] }];
    assert.deepEqual(pieces(answerOf('Hi 😀! ok'), [...tokens('Hi', ' '), ...smile, ...tokens(' ok')]), [
      'Hi',
      ' ',
      '😀!++',
      ' ok',
    ]);
  });

  it('stand behind what was given to the model', () => {
    const begun = answerOf('', {
      made: 'begun',
      parts: [
        { type: 'text', text: 'The sea' },
        { type: 'text', text: ' is blue' },
      ],
    });
    assert.deepEqual(pieces(begun, tokens(' is', ' blue')), [' is', ' blue']);
  });

  it('leave out what does not stand in the text: marks, and reasoning before it', () => {
    const made = tokens(
      '<think>',
      'A',
      ' hard',
      ' one',
      '</think>',
      '\n\n',
      'The',
      ' sky',
      ' is',
      ' blue',
      '<|im_end|>',
    );
    assert.deepEqual(pieces(answerOf('The sky is blue'), made), ['The', ' sky', ' is', ' blue']);
  });

  it('say nothing of a piece of the text of which none came', () => {
    const made = tokens('The', ' sky', ' very', ' blue', ' and', ' wide');
    assert.deepEqual(pieces(answerOf('The sky is so very blue and wide'), made), [
      'The',
      ' sky',
      '( is so)',
      ' very',
      ' blue',
      ' and',
      ' wide',
    ]);
    assert.deepEqual(pieces(answerOf('The sky'), tokens('The')), ['The', '( sky)']);
    assert.deepEqual(pieces(answerOf('The sky'), tokens('A', ' cat')), ['(The sky)']);
  });

  it('cover all of any text, however it is cut into bytes, with marks between them', () => {
    const encoder = new TextEncoder();
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 }),
        fc.array(fc.nat({ max: 40 })),
        (text, lengths, marks) => {
          const all = [...encoder.encode(text)];
          const made: ChosenToken[] = [];
          for (let at = 0, i = 0; at < all.length; i++) {
            const piece = all.slice(at, (at += lengths[i % lengths.length]!));
            const decoded = new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(piece));
            made.push({ ...token(decoded), ...(decoded.includes('\uFFFD') && { bytes: piece }) });
          }
          const { cells } = tokenMapOf(answerOf(text), made);
          assert.equal(
            cells.reduce((sum, { length }) => sum + length, 0),
            text.length,
          );
          assert.equal(cells.flatMap((cell) => cell.tokens).length, made.length);
          for (const at of marks) made.splice(at, 0, token('<|mark|>'));
          const marked = tokenMapOf(answerOf(text), made).cells;
          assert.equal(
            marked.reduce((sum, { length }) => sum + length, 0),
            text.length,
          );
        },
      ),
    );
  });

  it('are found for 20,000 tokens in a moment', () => {
    const made = Array.from({ length: 20_000 }, (_, i) => token(` word${i % 300}`));
    const answer = answerOf(made.map(({ text }) => text).join(''));
    const began = performance.now();
    assert.equal(tokenMapOf(answer, made).cells.length, 20_000);
    assert.ok(performance.now() - began < 250, `${performance.now() - began} ms`);
  });
});

describe('what the page is told of the tokens of an answer', () => {
  const offered = [{ name: 'logprobs', min: 0, max: 20 }];
  const asking = { target: { ...answerOf('').target, sampling: 'top_p=0.9 logprobs=2' } };
  const mapOf = (answer: AnswerNode, ...made: ChosenToken[]) => tokenMapOf(answer, made);

  it('is the length and the probability of each piece', () => {
    const answer = answerOf('The sky', asking);
    assert.deepEqual(
      tokenViewOf(answer, mapOf(answer, token('The', -0.123456)), { offers: offered, continues: true }),
      {
        ...{ state: 'known', start: 0, continues: true },
        ...{ lengths: [3, 4], logprobs: [-0.1235, null] },
      },
    );
  });

  it('is why there are none', () => {
    const answer = answerOf('The sky');
    const asked = answerOf('The sky', asking);
    const note = 'm rejects top_logprobs.';
    const refused = [{ name: 'logprobs', isRefused: true, note }];
    assert.deepEqual(tokenViewOf(answer, undefined, { offers: offered, continues: false }), {
      state: 'none',
      why: 'not-asked',
    });
    assert.deepEqual(tokenViewOf(answer, undefined, { offers: refused, continues: false }), {
      state: 'none',
      why: 'refused',
      note,
    });
    assert.deepEqual(tokenViewOf(answer, undefined, { offers: [], continues: false }), {
      state: 'none',
      why: 'refused',
    });
    const lacking = { offers: [], continues: false, lacks: note };
    assert.deepEqual(tokenViewOf(answer, undefined, lacking), { state: 'none', why: 'refused', note });
    assert.deepEqual(tokenViewOf(asked, undefined, { offers: offered, continues: false }), {
      state: 'none',
      why: 'not-kept',
    });
    assert.deepEqual(tokenViewOf(asked, mapOf(asked), { offers: offered, continues: false }), {
      state: 'none',
      why: 'not-given',
    });
  });

  const top = [
    token(' blue', -0.1),
    token(' grey', -2),
    token('<|im_end|>', -3),
    token('', -4),
    { ...token('\uFFFD', -5), bytes: [0xe2] },
  ];

  it('are the alternatives of one, and from which of them an answer can go on', () => {
    const answer = answerOf('It is blue.');
    const map = mapOf(answer, token('It is'), token(' blue', -0.1, top), token('.'));
    const [found] = tokensAtPlace(map, 1);
    assert.deepEqual(
      [found?.text, found?.top.map(({ starts }) => starts)],
      [' blue', [false, true, false, false, false]],
    );
    assert.deepEqual(tokensAtPlace(map, 9), []);
    const starts = top.map((_, alternative) => startWith('It is blue.', map, 1, alternative));
    assert.deepEqual(starts, [undefined, 'It is grey', undefined, undefined, undefined]);
    assert.equal(startWith('It is blue.', map, 0, 1), undefined);
  });

  it('begin, where a start was given to the model, behind that', () => {
    const parts = [
      { type: 'text', text: 'It' },
      { type: 'text', text: ' is blue' },
    ] as const;
    const map = mapOf(answerOf('', { made: 'begun', parts }), token(' is'), token(' blue', -0.1, top));
    assert.equal(startWith('It is blue', map, 1, 1), 'It is grey');
  });
});
