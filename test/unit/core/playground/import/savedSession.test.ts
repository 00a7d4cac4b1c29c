import assert from 'node:assert/strict';
import { atOnce } from '../../../../../src/core/base/work';
import fc from 'fast-check';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { savedJson, savedSession } from '../../../../../src/core/playground/export/savedSession';
import type { SavedSession } from '../../../../../src/core/playground/export/savedSession';
import { savedText } from '../../../../../src/core/playground/export/savedText';
import { looksLikeSaved, readSaved } from '../../../../../src/core/playground/import/readSaved';
import { savedEvents } from '../../../../../src/core/playground/import/savedEvents';
import { firstColumnId, nobody } from '../../../../../src/core/playground/session/sessionSchema';
import { draftIn, emptySession, turnsOf } from '../../../../../src/core/playground/session/sessionTree';
import type { Session } from '../../../../../src/core/playground/session/sessionTree';
import { backendAt, endpointAt } from '../../../../support/backends';
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

const whole = { scope: 'session' } as const;
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function read(text: string) {
  assert.ok(looksLikeSaved(text));
  const found = atOnce(readSaved(text));
  assert.ok(!('problem' in found), 'problem' in found ? found.problem(sayInEnglish) : '');
  return found;
}

const problem = (text: string): string => {
  const found = atOnce(readSaved(text));
  return 'problem' in found ? found.problem(sayInEnglish) : '';
};

function opened(text: string, backends = [] as ReturnType<typeof backendAt>[]): Session {
  let ids = 0;
  const backendOf = (origin: string) =>
    backends.find(({ location }) => location.kind === 'host' && location.origin === origin);
  const events = atOnce(savedEvents(read(text), { backendAt: backendOf, randomId: () => `n${++ids}` }));
  return reduceAll(emptySession('copy', 0), events);
}

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

describe('a session in a file', () => {
  it('is read as it was written, as text and as JSON', () => {
    fc.assert(
      fc.property(sessions, (session) => {
        const saved = savedSession(session, whole);
        for (const text of [savedText(saved), savedJson(saved)]) {
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
        const again = savedSession(opened(savedText(saved)), whole);
        assert.deepEqual(plain(again), plain(saved));
      }),
      tries(300),
    );
  });

  it('is read alike where other line ends came into it', () => {
    const saved = savedSession(sessionOf(promptOf('p'), doneAnswer('a', 'p', 'One\n\nTwo\n')), whole);
    assert.deepEqual(read(savedText(saved).replaceAll('\n', '\r\n')), read(savedText(saved)));
  });

  it('changes in the lines that changed', () => {
    const before = sessionOf(promptOf('p'), doneAnswer('a', 'p', 'One\nTwo'));
    const after = reduceAll(before, [
      { type: 'nodeAdded', node: promptOf('q', 'a') },
      { type: 'nodeAdded', node: doneAnswer('b', 'q', 'Three') },
    ]);
    const [one, other] = [before, after].map((session) => savedText({ ...savedSession(session, whole), columns: [] }));
    assert.ok(other?.startsWith(one ?? ' '));
  });

  it('looks like this', () => {
    const usage = { inputTokens: 12, outputTokens: 3 };
    const session = sessionOf(
      promptOf('p', null, { system: 'Be brief.', at: Date.UTC(2026, 10, 30) }),
      doneAnswer('a', 'p', '<!-- @text -->\nYes --> no', { usage, at: 0.5 }),
    );
    assert.equal(
      savedText(savedSession(session, { scope: 'conversation', column: firstColumnId })),
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
        promptOf('p', null, { origin: { ...origin, range: [...origin.range] } }),
        answerOf('a', 'p', {
          status: 'done',
          usageReceived: '{"raw":1}',
          parts: [{ type: 'reasoning', text: 'Hm', opaque }],
        }),
      ),
      [
        {
          type: 'draftChanged',
          draft: draftOf({ providerId: 'maker-id', message: 'x', origin: { ...origin, range: [...origin.range] } }),
        },
      ],
    );
    for (const text of [savedText(savedSession(session, whole)), savedJson(savedSession(session, whole))]) {
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

describe('a file of a session that is opened', () => {
  const saved = savedText(
    savedSession(
      reduceAll(
        sessionOf(
          promptOf('p'),
          doneAnswer('a', 'p', 'One', {
            status: 'failed',
            error: { kind: 'cut-off', message: 'M', advice: 'A', actions: ['edit-provider'] },
          }),
        ),
        [{ type: 'draftChanged', draft: draftOf({ providerId: 'maker', model: 'maker-1', message: 'Next' }) }],
      ),
      whole,
    ),
  );

  it('asks the provider of the user that is where the answer came from, by its own name', () => {
    const mine = backendAt(endpointAt(target.origin, { id: 'mine', name: 'My Maker' }));
    const session = opened(saved, [mine]);
    const { providerId, model, message } = draftIn(session, firstColumnId);
    assert.deepEqual({ providerId, model, message }, { providerId: 'mine', model: 'maker-1', message: 'Next' });
    const answer = turnsOf(session, firstColumnId)[0]?.answer;
    assert.deepEqual([answer?.target.providerId, answer?.target.providerName], ['mine', 'My Maker']);
  });

  it('asks nobody where there is none, whatever it says', () => {
    const forged = saved
      .replace('"providerName":', '"providerId":"mine","providerName":')
      .replace('model: "maker-1"', 'providerId: "mine"\nmodel: "maker-1"');
    assert.notEqual(forged, saved);
    const session = opened(forged, [backendAt(endpointAt('https://other.example.com', { id: 'mine' }))]);
    assert.equal(draftIn(session, firstColumnId).providerId, nobody);
    assert.equal(turnsOf(session, firstColumnId)[0]?.answer?.target.providerId, '');
  });

  it('has no button that its error brought along', () => {
    const forged = saved.replace('"actions":[]', '"actions":["edit-provider"]');
    assert.notEqual(forged, saved);
    assert.deepEqual(turnsOf(opened(forged), firstColumnId)[0]?.answer?.error?.actions, []);
  });

  it('is refused with the reason where it is damaged, newer or none', () => {
    assert.equal(problem(saved.replace('@session 1', '@session 2')), 'A newer version of AI Field Guide wrote it.');
    assert.equal(
      problem('{"format":"ai-field-guide.session","version":9}'),
      'A newer version of AI Field Guide wrote it.',
    );
    assert.equal(problem('{"format":"other"}'), 'It is no saved session.');
    assert.equal(problem(saved.replace('title: "', 'title: ')), 'Line 2 of it cannot be read.');
    assert.equal(problem(saved.replace('@user 1', '@user x')), 'Line 6 of it cannot be read.');
    assert.equal(problem(`${saved}\n<!-- @hologram -->`), `Line ${saved.split('\n').length + 1} of it cannot be read.`);
    assert.match(problem('<!-- @session 1'), /Line \d+ of it cannot be read/);
  });

  it('keeps what is sound of it, and never more than the schema of a session allows', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.dictionary(
            fc.constantFrom('id', 'after', 'role', 'parts', 'target', 'at', 'status', 'usage', 'system'),
            fc.jsonValue(),
          ),
        ),
        (messages) => {
          const text = JSON.stringify({
            format: 'ai-field-guide.session',
            version: 1,
            title: 't',
            messages,
            columns: [{ id: 7, draft: { temperature: 'hot' } }],
          });
          for (const node of opened(text).nodes.values()) assert.ok(Array.isArray(node.parts));
        },
      ),
      tries(200),
    );
  });
});
