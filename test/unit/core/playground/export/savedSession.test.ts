import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withoutFields } from '../../../../../src/core/base/json';
import { savedSession } from '../../../../../src/core/playground/export/savedSession';
import type { SavedSession } from '../../../../../src/core/playground/export/savedSession';
import { firstColumnId } from '../../../../../src/core/playground/session/sessionSchema';
import type { AnswerNode } from '../../../../../src/core/playground/session/sessionSchema';
import { emptySession } from '../../../../../src/core/playground/session/sessionTree';
import type { Session } from '../../../../../src/core/playground/session/sessionTree';
import { hardTexts } from '../../../../support/hardTexts';
import {
  anyEvents,
  answerOf,
  deeds,
  doneAnswer,
  draftOf,
  eventsOf,
  promptOf,
  reduceAll,
  sessionOf,
  target,
} from '../../../../support/sessionEvents';
import { tries } from '../../../../support/tries';
import { whole, read, opened, textOfSaved, jsonOfSaved } from '../../../../support/savedSessions';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const anySessions: fc.Arbitrary<Session> = fc.oneof(
  anyEvents.map((events) => reduceAll(emptySession('s', 7), events)),
  deeds.map((all) => all.reduce((session, deed) => reduceAll(session, eventsOf(session, deed)), emptySession('s', 7))),
  fc.tuple(hardTexts, hardTexts, hardTexts, hardTexts).map(([system, asked, said, draft]) => {
    const session = sessionOf(
      promptOf('p', null, { system, parts: [{ type: 'text', text: asked }] }),
      answerOf('a', 'p', {
        status: 'done',
        parts: [
          { type: 'reasoning', text: asked },
          { type: 'text', text: said },
        ],
      }),
      promptOf('q', 'a', { system: draft }),
    );
    return reduceAll(session, [
      { type: 'titled', title: said },
      { type: 'draftChanged', draft: draftOf({ system: said, message: draft }) },
    ]);
  }),
);

/** One column is always shown. */
const sessions = anySessions.filter(({ columns }) => columns.length > 0);

/** With facts that differ from answer to answer, marks, and a text that is being edited. */
const richSessions: fc.Arbitrary<Session> = fc.tuple(sessions, fc.nat(99)).map(([session, seed]) => {
  const nodes = [...session.nodes.values()];
  const answers = nodes.filter((node) => node.kind === 'answer');
  const facts = answers.map(({ id }, i): [string, Partial<AnswerNode>] => [
    id,
    [
      {
        target: { ...target, temperature: 0.7, maxOutputTokens: 9, sampling: 'top_k=40', bodyFields: '{"user":"-->"}' },
      },
      { made: 'edited' as const, firstTokenMs: 3, durationMs: 40 },
      { usage: { inputTokens: 1, outputTokens: 2 }, finishReason: 'length' as const },
      {},
    ][(i + seed) % 4]!,
  ]);
  const changed = facts.reduce(
    (all, [id, fact]) => all.with(id, { ...all.get(id)!, ...fact } as AnswerNode),
    session.nodes,
  );
  const marked = answers[seed % Math.max(1, answers.length)];
  const edited = nodes[seed % Math.max(1, nodes.length)];
  return reduceAll({ ...session, nodes: changed }, [
    ...(marked ? [{ type: 'bestMarked' as const, node: marked.id, isBest: true }] : []),
    {
      type: 'draftChanged',
      draft: draftOf({ editing: edited?.id ?? '+', edited: 'Half', bodyFields: '{"a', sampling: 'seed=7' }),
    },
  ]);
});

/** All of a session but ids, and what is of this machine and its accounts alone. */
function takenAlong({ nodes, columns }: Session): unknown {
  const all = [...nodes.values()];
  const numberOf = (id: string | null | undefined): number => all.findIndex((node) => node.id === id);
  const groups = [...new Set(all.flatMap((node) => (node.kind === 'prompt' ? (node.group ?? []) : [])))];
  return plain({
    nodes: all.map((node) => ({
      ...withoutFields(node, 'id', 'isImported', 'usageReceived', 'providerAnswerId'),
      parent: numberOf(node.parent),
      parts: node.parts.map((part) => withoutFields(part, 'opaque')),
      ...(node.kind === 'prompt' && { group: groups.indexOf(node.group ?? '') }),
      ...(node.kind === 'answer' && {
        target: withoutFields(node.target, 'providerId'),
        status: node.status === 'streaming' ? 'stopped' : node.status,
      }),
    })),
    columns: columns.map(({ id, leaf, draft }) => {
      const isOwn = draft.editing === '+';
      const isGone = !isOwn && numberOf(draft.editing) < 0;
      return {
        ...{ id, leaf: numberOf(leaf), draft: withoutFields(draft, 'providerId', 'origins', 'editing', 'edited') },
        ...{ editing: isOwn ? '+' : numberOf(draft.editing), edited: isGone ? '' : draft.edited },
      };
    }),
  });
}

describe('a session in a file', () => {
  it('is read as it was written, as text and as JSON', () => {
    fc.assert(
      fc.property(sessions, (session) => {
        const saved = savedSession(session, whole);
        for (const text of [textOfSaved(saved), jsonOfSaved(saved)]) {
          const { title, messages, columns } = read(text);
          assert.deepEqual(
            { title, messages, columns },
            plain({ title: saved.title, messages: saved.messages, columns: saved.columns }),
          );
        }
      }),
      tries(300),
    );
  });

  it('is the same again once it was opened, and saved once more', () => {
    fc.assert(
      fc.property(sessions, (session) => {
        const saved = savedSession(session, whole);
        const again = savedSession(opened(textOfSaved(saved)), whole);
        assert.deepEqual(plain(again), plain(saved));
      }),
      tries(300),
    );
  });

  it('keeps all that can be taken along: order, branches, groups, marks, how it was asked, and what is being written', () => {
    fc.assert(
      fc.property(richSessions, (session) => {
        assert.deepEqual(takenAlong(opened(textOfSaved(savedSession(session, whole)))), takenAlong(session));
      }),
      tries(300),
    );
  });

  it('is read alike where other line ends came into it', () => {
    const saved = savedSession(sessionOf(promptOf('p'), doneAnswer('a', 'p', 'One\n\nTwo\n')), whole);
    assert.deepEqual(read(textOfSaved(saved).replaceAll('\n', '\r\n')), read(textOfSaved(saved)));
  });

  it('changes in the lines that changed', () => {
    const before = sessionOf(promptOf('p'), doneAnswer('a', 'p', 'One\nTwo'));
    const after = reduceAll(before, [
      { type: 'nodeAdded', node: promptOf('q', 'a') },
      { type: 'nodeAdded', node: doneAnswer('b', 'q', 'Three') },
    ]);
    const [one, other] = [before, after].map((session) =>
      textOfSaved({ ...savedSession(session, whole), columns: [] }),
    );
    assert.ok(other?.startsWith(one ?? ' '));
  });

  it('looks like this', () => {
    const usage = { inputTokens: 12, outputTokens: 3 };
    const session = sessionOf(
      promptOf('p', null, { system: 'Be brief.', at: Date.UTC(2026, 10, 30) }),
      doneAnswer('a', 'p', '<!-- @text -->\nYes --> no', { usage, at: 0.5 }),
    );
    assert.equal(
      textOfSaved(savedSession(session, { scope: 'conversation', column: firstColumnId })),
      [
        '<!-- @session 1',
        'title: "question p"',
        '-->',
        '# question p',
        '',
        '<!-- @user 1',
        'at: "2026-11-30T00:00:00.000Z"',
        '-->',
        '## You',
        '',
        '<!-- @system -->',
        'Be brief.',
        '',
        '<!-- @text -->',
        'question p',
        '',
        '<!-- @assistant 2 after 1',
        'at: 0.5',
        'target: {"providerName":"Maker","host":"api.example.com","origin":"https://api.example.com","model":"maker-1","temperature":null,"maxOutputTokens":null}',
        'status: "done"',
        'usage: {"inputTokens":12,"outputTokens":3}',
        '-->',
        '## maker-1, Maker',
        '',
        '<!-- @text -->',
        String.raw`<!-- \@text -->`,
        'Yes --> no',
        '',
      ].join('\n'),
    );
  });

  it('has nothing of this machine, and no sealed reasoning', () => {
    const origin = { uri: 'file:///home/me/secret.txt', range: [0, 0, 0, 1], sha256: 'abc' } as const;
    const opaque = { dialect: 'responses', json: 'sealed' } as const;
    const session = reduceAll(
      sessionOf(
        promptOf('p', null, { origins: [origin] }),
        answerOf('a', 'p', {
          status: 'done',
          usageReceived: '{"raw":1}',
          parts: [{ type: 'reasoning', text: 'Hm', opaque }],
        }),
      ),
      [
        {
          type: 'draftChanged',
          draft: draftOf({ providerId: 'maker-id', message: 'x', origins: [{ ...origin, range: [...origin.range] }] }),
        },
      ],
    );
    for (const text of [textOfSaved(savedSession(session, whole)), jsonOfSaved(savedSession(session, whole))]) {
      assert.doesNotMatch(text, /secret|sealed|raw|maker-id|"maker"/);
    }
  });

  it('holds the conversation, or one answer with its question, where that is wished', () => {
    const session = sessionOf(
      promptOf('p'),
      doneAnswer('x', 'p', 'Other'),
      doneAnswer('a', 'p', 'One'),
      promptOf('q', 'a'),
    );
    const textsOf = ({ messages }: SavedSession) =>
      messages.map(({ id, after, parts: [part] }) => [id, after, part?.type === 'text' ? part.text : '']);
    assert.deepEqual(textsOf(savedSession(session, { scope: 'conversation', column: firstColumnId })), [
      [1, null, 'question p'],
      [2, 1, 'One'],
      [3, 2, 'question q'],
    ]);
    assert.deepEqual(textsOf(savedSession(session, { scope: 'answer', answerId: 'x' })), [
      [1, null, 'question p'],
      [2, 1, 'Other'],
    ]);
  });
});
