import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import { emptySession, reduceSession } from '../../../../../src/core/playground/session/sessionTree';
import { firstColumnId } from '../../../../../src/core/playground/session/sessionSchema';
import { firstWords } from '../../../../../src/core/playground/session/firstWords';
import {
  titleOf,
  turnBodies,
  turnBody,
  turnHead,
  turnHeads,
} from '../../../../../src/core/playground/session/turnHeads';
import { columnEvent } from '../../../../../src/core/playground/session/columnEvent';
import { selectionMessage } from '../../../../../src/core/playground/selectionMessage';
import type { TurnHead } from '../../../../../src/core/playground/session/turnHeads';
import {
  answerOf,
  deeds,
  doneAnswer,
  eventsOf,
  promptOf,
  reduceAll,
  sessionOf,
} from '../../../../support/sessionEvents';

describe('the heads of turns', () => {
  it('say what a turn is, and which of the answers to its prompt is shown', () => {
    const session = sessionOf(
      promptOf('p', null, { system: 'Be brief', parts: [{ type: 'text', text: 'Why?\nHow?' }] }),
      doneAnswer('a', 'p', 'First'),
      answerOf('b', 'p', {
        parts: [
          { type: 'reasoning', text: 'One' },
          { type: 'reasoning', text: 'Two' },
          { type: 'text', text: 'Because' },
        ],
        status: 'done',
        finishReason: 'stop',
        usageReceived: '{"in":1}',
        usage: { inputTokens: 1, outputTokens: 2 },
      }),
    );
    assert.deepEqual(turnHeads(session, firstColumnId), [
      {
        promptId: 'p',
        answerId: 'b',
        at: 1_000,
        title: 'Why? How?',
        providerId: 'maker',
        providerName: 'Maker',
        host: 'api.example.com',
        model: 'maker-1',
        hasSystem: true,
        characters: { prompt: 9, reasoning: 8, answer: 7 },
        status: 'done',
        finishReason: 'stop',
        usage: { inputTokens: 1, outputTokens: 2 },
        siblings: {
          ...{ at: 2, of: 2, streaming: 0, ids: ['a', 'b'] },
          spread: { of: 2, characters: { least: 5, most: 7 } },
        },
        isBest: false,
      },
    ]);
    assert.deepEqual(turnBodies(session, firstColumnId, ['p', 'gone']), [
      {
        promptId: 'p',
        answerId: 'b',
        system: 'Be brief',
        prompt: 'Why?\nHow?',
        reasoning: 'One\n\nTwo',
        answer: 'Because',
      },
    ]);
  });

  it('have the form that the page takes, and the lengths of the bodies', () => {
    fc.assert(
      fc.property(deeds, (all) => {
        const session = all.reduce((at, deed) => reduceAll(at, eventsOf(at, deed)), emptySession('s', 0));
        const heads = turnHeads(session, firstColumnId);
        for (const head of heads) {
          assert.ok(v.is(turnHead, head));
          const [body] = turnBodies(session, firstColumnId, [head.promptId]);
          assert.ok(v.is(turnBody, body));
          assert.deepEqual(head.characters, {
            prompt: body.prompt.length,
            reasoning: body.reasoning.length,
            answer: body.answer.length,
          });
        }
      }),
    );
  });

  it('stay right in a page that only hears the events', () => {
    fc.assert(
      fc.property(deeds, (all) => {
        let session = emptySession('s', 0);
        let heads: readonly TurnHead[] = [];
        const texts = new Map<string, { reasoning: string; answer: string }>();
        for (const event of all.flatMap((deed) => {
          const events = eventsOf(session, deed);
          return events.map((one) => {
            const before = session;
            session = reduceSession(session, one);
            return columnEvent(before, session, one, firstColumnId);
          });
        })) {
          if (event?.type === 'turns') {
            const from = event.isEnd ? heads.findIndex(({ promptId }) => promptId === event.turns[0]?.promptId) : 0;
            heads = [...heads.slice(0, from), ...event.turns];
          }
          if (event?.type === 'turnChanged')
            heads = heads.map((old) => (old.answerId === event.head.answerId ? event.head : old));
          if (event?.type === 'answerGrew') {
            const old = texts.get(event.answerId) ?? { reasoning: '', answer: '' };
            const answer = old.answer + event.text;
            texts.set(event.answerId, { reasoning: old.reasoning + event.reasoning, answer });
          }
        }
        const shown = turnHeads(session, firstColumnId);
        assert.deepEqual(
          heads.map(({ promptId, answerId, status, siblings, follows }) => [
            ...[promptId, answerId, status, siblings, follows],
          ]),
          shown.map(({ promptId, answerId, status, siblings, follows }) => [
            ...[promptId, answerId, status, siblings, follows],
          ]),
        );
        for (const { promptId, answerId } of shown) {
          const [body] = turnBodies(session, firstColumnId, [promptId]);
          const held = texts.get(answerId ?? '');
          // Of another length: the page asks again. Of the same length: it must be the same.
          if (held?.answer.length === body?.answer.length) assert.equal(held?.answer, body?.answer);
        }
      }),
    );
  });
});

describe('what a column tells of an event', () => {
  const open = sessionOf(promptOf('p'), answerOf('a', 'p'));
  const part = (index: number, type: 'text' | 'reasoning', text: string) =>
    ({ type: 'partStarted', node: 'a', index, part: { type, text } }) as const;

  it('tells what an answer grew by, with a blank line between pieces of reasoning', () => {
    const one = reduceSession(open, part(0, 'reasoning', 'One'));
    const empty = reduceSession(one, part(1, 'reasoning', ''));
    const event = { type: 'partGrew', node: 'a', index: 1, text: 'Two' } as const;
    assert.deepEqual(columnEvent(empty, reduceSession(empty, event), event, firstColumnId), {
      type: 'answerGrew',
      column: firstColumnId,
      answerId: 'a',
      reasoning: '\n\nTwo',
      text: '',
    });
  });

  it('tells what an answer grew by without reading the answer, as far as there was room for it', () => {
    const unread = (length: number) => ({ type: 'text', text: { length } as unknown as string }) as const;
    const withPart = (part: ReturnType<typeof unread>) =>
      sessionOf(promptOf('p'), answerOf('a', 'p', { parts: [part] }));
    const event = { type: 'partGrew', node: 'a', index: 0, text: 'Hello' } as const;
    for (const [length, text] of [
      [1_005, 'Hello'],
      [1_003, 'Hel'],
    ] as const) {
      const told = columnEvent(withPart(unread(1_000)), withPart(unread(length)), event, firstColumnId);
      assert.deepEqual(told, { type: 'answerGrew', column: firstColumnId, answerId: 'a', reasoning: '', text });
    }
    assert.equal(columnEvent(withPart(unread(1_000)), withPart(unread(1_000)), event, firstColumnId), undefined);
  });

  it('tells what a call of a tool grew by without reading what it has', () => {
    const withCall = (length: number) =>
      sessionOf(
        promptOf('p'),
        answerOf('a', 'p', {
          parts: [{ type: 'tool-call', id: 'c', name: 'f', input: { length } as unknown as string }],
        }),
      );
    const event = { type: 'partGrew', node: 'a', index: 0, text: '{"a":' } as const;
    for (const [length, input] of [
      [1_005, '{"a":'],
      [1_002, '{"'],
    ] as const) {
      const told = columnEvent(withCall(1_000), withCall(length), event, firstColumnId);
      assert.deepEqual(told?.type === 'answerGrew' && told.call, { at: 0, id: '', name: '', input });
    }
  });

  it('tells the new lengths where text came in the middle', () => {
    const two = reduceAll(open, [part(0, 'text', 'One'), part(1, 'text', 'Two')]);
    const event = { type: 'partGrew', node: 'a', index: 0, text: '!' } as const;
    const told = columnEvent(two, reduceSession(two, event), event, firstColumnId);
    assert.ok(told?.type === 'turnChanged');
    assert.equal(told.head.characters.answer, 7);
  });

  it('says nothing of an answer that is not shown', () => {
    const session = sessionOf(promptOf('p'), answerOf('a', 'p'), answerOf('b', 'p'));
    const event = part(0, 'text', 'x');
    assert.equal(columnEvent(session, reduceSession(session, event), event, firstColumnId), undefined);
  });
});

describe('a title', () => {
  it('is the first words of the first prompt, on one line of at most 120 characters', () => {
    assert.equal(
      titleOf(sessionOf(promptOf('p', null, { parts: [{ type: 'text', text: ' Why\n\nis\tit ' }] }))),
      'Why is it',
    );
    const long = firstWords(`${'word '.repeat(60)}end`);
    assert.ok(long.length <= 121 && long.endsWith('word…'));
    assert.equal(firstWords('x'.repeat(200)).length, 121);
    assert.ok(!/[\ud800-\udbff]…$/.test(firstWords(`${'x'.repeat(119)}😀😀`)));
  });

  it('is what was asked of a selection, without the code or the text itself', () => {
    const titleFor = (languageId: string) => {
      const pieces = [1, 7].map((line) => ({ text: 'a\n```\nb', lines: [line, line] as const }));
      return firstWords(selectionMessage('Say what is slow here.', { place: 'a `b`.py', languageId, pieces }));
    };
    assert.equal(titleFor('python'), 'Say what is slow here.');
    assert.equal(titleFor('markdown'), 'Say what is slow here.');
    assert.equal(firstWords('Why?\n~~~\nx = 1'), 'Why?');
    assert.equal(firstWords('```\nx = 1\n```\nWhy `a`, line 1: is it so?'), 'Why `a`, line 1: is it so?');
    assert.equal(firstWords('> only this'), '> only this');
  });

  for (const [what, text, title] of [
    [
      'Python below',
      'Explain this code:\n\ndef f(x):\n    return x + 1\n\nprint(f(2))',
      'Explain this code: print(f(2))',
    ],
    ['JavaScript above', 'const a = 1;\nfunction f() {\n  return a;\n}\n\nWhat does f give?', 'What does f give?'],
    ['JSON', 'Is this valid?\n{\n  "a": 1,\n  "b": [2]\n}', 'Is this valid?'],
    [
      'a trace',
      'Why?\nTypeError: x is undefined\n    at f (a.js:1:2)\n    at g (b.js:3:4)',
      'Why? TypeError: x is undefined',
    ],
    [
      'a line within the question',
      'What is the type of\nlet x = 5;\nin TypeScript?',
      'What is the type of let x = 5; in TypeScript?',
    ],
    [
      'prose alone',
      'Dear model,\n\nif you can: explain classes.\nThank you.',
      'Dear model, if you can: explain classes. Thank you.',
    ],
    ['code alone', 'const a = 1;\nconst b = 2;', 'const a = 1; const b = 2;'],
  ] as const) {
    it(`is what is asked about code without a fence: ${what}`, () => assert.equal(firstWords(text), title));
  }

  const file = '`src/a.ts`:\n\n```typescript\nconst a = 1;\n```';
  const longFile = `\`src/b.ts\`:\n\n\`\`\`typescript\n${'const a = 1;\n'.repeat(20_000)}\`\`\``;
  const notes = `\`notes.md\`:\n\n${'> A line of notes.\n'.repeat(2_000)}`;
  for (const [what, text, title] of [
    ['after a file', `${file}\n\nExplain this.`, 'Explain this.'],
    ['before a file', `Explain this.\n\n${file}`, 'Explain this.'],
    ['between two files', `${file}\n\nWhy do they differ?\n\n${longFile}`, 'Why do they differ?'],
    ['after a long file', `${longFile}\n\nWhat is wrong here?`, 'What is wrong here?'],
    ['after long notes', `${notes}\n\nShorten this.`, 'Shorten this.'],
    ['after long code without a fence', `${'const a = 1;\n'.repeat(1_000)}\nWhat is a?`, 'What is a?'],
    ['after a document between tags', '<document index="1">\nOnce upon a time.\n</document>\n\nGo on.', 'Go on.'],
    ['after a long one', `<document>\n${'Once upon a time. '.repeat(3_000)}\n</document>\n\nGo on.`, 'Go on.'],
    ['between tags', '<data>\nOne\n</data>\n<instructions>\nCount them.\n</instructions>', 'Count them.'],
    ['a name in backticks', '`npm test`:\nwhat does it do?', '`npm test`: what does it do?'],
  ] as const) {
    it(`is the instruction beside what was added to it: ${what}`, () => assert.equal(firstWords(text), title));
  }

  it('is that of the system prompt where the message is code alone', () => {
    const parts = [{ type: 'text', text: '```js\nlet a;\n```' }] as const;
    assert.equal(titleOf(sessionOf(promptOf('p', null, { system: 'Review this.', parts }))), 'Review this.');
    assert.match(titleOf(sessionOf(promptOf('p', null, { parts }))), /let a;/);
  });

  it('is the one that the user gave, and a word for a session without prompts', () => {
    const session = sessionOf(promptOf('p'));
    assert.equal(titleOf(reduceSession(session, { type: 'titled', title: 'Mine' })), 'Mine');
    assert.equal(titleOf(emptySession('s', 0)), 'New Session');
  });
});
