import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ChosenToken, TokenChance } from '../../../../src/core/chat/messages/chatTypes';
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
async function pieces(answer: AnswerNode, of: readonly ChosenToken[]): Promise<string[]> {
  const text = answer.parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
  const { start, cells } = await tokenMapOf(answer, of);
  let at = start;
  return cells.map(({ length, tokens: made }) => {
    const piece = text.slice(at, (at += length));
    return made.length === 0 ? `(${piece})` : `${piece}${'+'.repeat(made.length - 1)}`;
  });
}

describe('the tokens of an answer over its text', () => {
  it('are its pieces', async () => {
    assert.deepEqual(await pieces(answerOf('The sky is blue.'), tokens('The', ' sky', ' is', ' blue', '.')), [
      'The',
      ' sky',
      ' is',
      ' blue',
      '.',
    ]);
  });

  it('are joined where they share a character', async () => {
    const smile = [bytes(0xf0, 0x9f), bytes(0x98), { ...token('\uFFFD!'), bytes: [0x80, 0x21] }];
    assert.deepEqual(await pieces(answerOf('Hi 😀! ok'), [...tokens('Hi', ' '), ...smile, ...tokens(' ok')]), [
      'Hi',
      ' ',
      '😀!++',
      ' ok',
    ]);
  });

  it('stand behind what was given to the model', async () => {
    const begun = answerOf('', {
      made: 'begun',
      parts: [
        { type: 'text', text: 'The sea' },
        { type: 'text', text: ' is blue' },
      ],
    });
    assert.deepEqual(await pieces(begun, tokens(' is', ' blue')), [' is', ' blue']);
  });

  it('leave out what does not stand in the text: marks, and reasoning before it', async () => {
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
    assert.deepEqual(await pieces(answerOf('The sky is blue'), made), ['The', ' sky', ' is', ' blue']);
  });

  it('say nothing of a piece of the text of which none came', async () => {
    const made = tokens('The', ' sky', ' very', ' blue', ' and', ' wide');
    assert.deepEqual(await pieces(answerOf('The sky is so very blue and wide'), made), [
      'The',
      ' sky',
      '( is so)',
      ' very',
      ' blue',
      ' and',
      ' wide',
    ]);
    assert.deepEqual(await pieces(answerOf('The sky'), tokens('The')), ['The', '( sky)']);
    assert.deepEqual(await pieces(answerOf('The sky'), tokens('A', ' cat')), ['(The sky)']);
  });

  it('cover all of any text, however it is cut into bytes, with marks between them', async () => {
    const encoder = new TextEncoder();
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 }),
        fc.array(fc.nat({ max: 40 })),
        async (text, lengths, marks) => {
          const all = [...encoder.encode(text)];
          const made: ChosenToken[] = [];
          for (let at = 0, i = 0; at < all.length; i++) {
            const piece = all.slice(at, (at += lengths[i % lengths.length]!));
            const decoded = new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(piece));
            made.push({ ...token(decoded), ...(decoded.includes('\uFFFD') && { bytes: piece }) });
          }
          const { cells } = await tokenMapOf(answerOf(text), made);
          assert.equal(
            cells.reduce((sum, { length }) => sum + length, 0),
            text.length,
          );
          assert.equal(cells.flatMap((cell) => cell.tokens).length, made.length);
          for (const at of marks) made.splice(at, 0, token('<|mark|>'));
          const marked = (await tokenMapOf(answerOf(text), made)).cells;
          assert.equal(
            marked.reduce((sum, { length }) => sum + length, 0),
            text.length,
          );
        },
      ),
    );
  });

  it('are found for 20,000 tokens in a moment', async () => {
    const made = Array.from({ length: 20_000 }, (_, i) => token(` word${i % 300}`));
    const answer = answerOf(made.map(({ text }) => text).join(''));
    const began = process.cpuUsage();
    assert.equal((await tokenMapOf(answer, made)).cells.length, 20_000);
    const ms = process.cpuUsage(began).user / 1_000;
    assert.ok(ms < 1_000, `${ms} ms`);
  });
});

describe('tokens that do not fit the text', () => {
  const many = (text: (i: number) => string, count: number): ChosenToken[] =>
    Array.from({ length: count }, (_, i) => token(text(i)));
  const cases: [string, string, ChosenToken[]][] = [
    ['nearly', 'a'.repeat(400_000), many(() => 'aaab', 100_000)],
    ['each second time', 'ab'.repeat(200_000), many((i) => (i % 2 ? 'abx' : 'ab'), 100_000)],
    ['at the end of each, which is long', 'y'.repeat(40_000), many(() => `${'y'.repeat(1_999)}z`, 4_000)],
    ['at all', 'a'.repeat(400_000), many(() => 'b', 100_000)],
    ['and share characters', 'é'.repeat(50_000), Array.from({ length: 50_000 }, () => bytes(0xa9, 0xc3))],
  ];
  for (const [title, text, made] of cases) {
    it(`${title} are looked at in a moment, with turns for others`, async () => {
      const began = process.cpuUsage();
      let turns = 0;
      const breathe = (): undefined => {
        turns++;
      };
      const { cells } = await tokenMapOf(answerOf(text), made, breathe);
      // Of this process alone, whatever else the machine does.
      const ms = process.cpuUsage(began).user / 1_000;
      assert.ok(ms < 1_500, `${ms} ms`);
      assert.ok(turns >= made.length / 1_000, String(turns));
      assert.equal(
        cells.reduce((sum, { length }) => sum + length, 0),
        text.length,
      );
    });
  }

  it('leave what comes far behind them where it is', async () => {
    const thought = Array.from({ length: 30_000 }, (_, i) => `thought${i} `);
    const said = ['The', ' sky', ' is', ' blue'];
    assert.deepEqual(await pieces(answerOf(said.join('')), tokens(...thought, ...said)), said);
  });

  it('are looked at once while the same has come', async () => {
    const made = tokens('The', ' sky');
    const answer = answerOf('The sky is', { status: 'streaming' });
    const first = tokenMapOf(answer, made);
    assert.equal(tokenMapOf(answer, made), first);
    made.push(token(' is'));
    assert.equal((await tokenMapOf(answer, made)).cells.length, 3);
    assert.equal((await first).cells[2]?.tokens.length, 0);
  });
});

describe('what the page is told of the tokens of an answer', () => {
  const offered = [{ name: 'logprobs', min: 0, max: 20 }];
  const asking = { target: { ...answerOf('').target, sampling: 'top_p=0.9 logprobs=2' } };
  const mapOf = (answer: AnswerNode, ...made: ChosenToken[]) => tokenMapOf(answer, made);

  it('is the length and the probability of each piece', async () => {
    const answer = answerOf('The sky', asking);
    assert.deepEqual(
      tokenViewOf(answer, await mapOf(answer, token('The', -0.123456)), { offers: offered, continues: true }),
      {
        ...{ state: 'known', start: 0, continues: true },
        ...{ lengths: [3, 4], logprobs: [-0.1235, null] },
      },
    );
  });

  it('is why there are none', async () => {
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
    assert.deepEqual(tokenViewOf(asked, await mapOf(asked), { offers: offered, continues: false }), {
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

  it('are the alternatives of one, and from which of them an answer can go on', async () => {
    const answer = answerOf('It is blue.');
    const map = await mapOf(answer, token('It is'), token(' blue', -0.1, top), token('.'));
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

  it('begin, where a start was given to the model, behind that', async () => {
    const parts = [
      { type: 'text', text: 'It' },
      { type: 'text', text: ' is blue' },
    ] as const;
    const map = await mapOf(answerOf('', { made: 'begun', parts }), token(' is'), token(' blue', -0.1, top));
    assert.equal(startWith('It is blue', map, 1, 1), 'It is grey');
  });
});
