import assert from 'node:assert/strict';
import { atOnce } from '../../../../../src/core/base/work';
import fc from 'fast-check';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { savedSession } from '../../../../../src/core/playground/export/savedSession';
import { readSaved } from '../../../../../src/core/playground/import/readSaved';
import { firstColumnId, nobody } from '../../../../../src/core/playground/session/sessionSchema';
import { textOf } from '../../../../../src/core/playground/session/nodeText';
import { totalsOf } from '../../../../../src/core/playground/totals';
import { draftIn, turnsOf } from '../../../../../src/core/playground/session/sessionTree';
import { backendAt, endpointAt } from '../../../../support/backends';
import { doneAnswer, draftOf, promptOf, reduceAll, sessionOf, target } from '../../../../support/sessionEvents';
import { tries } from '../../../../support/tries';
import { whole, opened, textOfSaved } from '../../../../support/savedSessions';

const problem = (text: string): string => {
  const found = atOnce(readSaved(text));
  return 'problem' in found ? found.problem(sayInEnglish) : '';
};

describe('a file of a session that is opened', () => {
  const saved = textOfSaved(
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

  it('asks that one about a question that has no answer yet, too', () => {
    const mine = backendAt(endpointAt(target.origin, { id: 'mine' }));
    const asked = sessionOf(promptOf('p'), doneAnswer('a', 'p', 'One'), promptOf('q', 'a'));
    assert.equal(draftIn(opened(textOfSaved(savedSession(asked, whole)), [mine]), firstColumnId).providerId, 'mine');
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

  it('asks a server on this machine, whichever of its names stands in the file', () => {
    const mine = backendAt(endpointAt('http://127.0.0.1:11434/v1', { id: 'mine' }));
    const text = saved.replaceAll('https://api.example.com', 'http://localhost:11434');
    assert.equal(draftIn(opened(text, [mine]), firstColumnId).providerId, 'mine');
    assert.equal(turnsOf(opened(text, [mine]), firstColumnId)[0]?.answer?.target.origin, 'http://127.0.0.1:11434');
    assert.equal(draftIn(opened(text.replaceAll('11434', '11435'), [mine]), firstColumnId).providerId, nobody);
  });

  it('is believed nothing that it cannot know: seals, places on this disk, ids, columns, what runs', () => {
    const forged = {
      ...{ format: 'ai-field-guide.session', version: 1, title: 'Forged' },
      messages: [
        { id: 1, after: null, role: 'user', group: 'a group of this disk', parts: [{ type: 'text', text: 'Q' }] },
        {
          ...{
            id: 2,
            after: 1,
            role: 'assistant',
            status: 'streaming',
            isImported: false,
            providerAnswerId: 'resp_theirs',
          },
          ...{
            target: { ...target, providerId: 'mine', origin: 'https://elsewhere.example.com' },
            usageReceived: '{"x":1}',
          },
          parts: [
            { type: 'reasoning', text: 'Hm', opaque: { dialect: 'responses', json: 'sealed' } },
            { type: 'tool-call', id: 'c', name: 'f', input: '{}', opaque: { dialect: 'responses', json: 'sealed' } },
          ],
          cost: { known: true, usd: 5, lines: [], checked: '2026-11-20' },
        },
        // Once more with that number: whoever follows 2 follows the first.
        { id: 1, after: null, role: 'user', parts: [{ type: 'text', text: 'Other' }] },
        { id: 2, after: 1, role: 'assistant', status: 'done', target, parts: [{ type: 'text', text: 'Second' }] },
        { id: 5, after: 2, role: 'user', parts: [{ type: 'text', text: 'Next' }] },
      ],
      columns: Array.from({ length: 40 }, (_, i) => ({
        ...{ id: `c${i}`, leaf: 5 },
        draft: {
          ...{ message: 'M', providerId: 'mine', editing: 'an id of this disk', edited: 'lost' },
          origin: { uri: 'file:///home/me/secret.txt', range: [0, 0, 0, 1], sha256: 'abc' },
          origins: [{ uri: 'file:///home/me/secret.txt', range: [0, 0, 0, 1], sha256: 'abc' }],
        },
      })),
    };
    const mine = backendAt(endpointAt('https://api.example.com', { id: 'mine' }));
    const session = opened(JSON.stringify(forged), [mine]);
    assert.doesNotMatch(
      JSON.stringify([...session.nodes.values(), session.columns]),
      /sealed|secret|theirs|lost|of this disk|"x"/,
    );
    assert.equal(session.columns.length, 6);
    assert.deepEqual(
      turnsOf(session, 'c0').map(({ prompt }) => textOf(prompt)),
      ['Q', 'Next'],
    );
    const answers = [...session.nodes.values()].filter((node) => node.kind === 'answer');
    assert.deepEqual(
      answers.map(({ status }) => status),
      ['stopped', 'done'],
    );
    assert.deepEqual(
      answers.map((answer) => answer.target.providerId),
      ['', 'mine'],
    );
    // Costs that others have paid count neither in totals nor against a limit.
    assert.deepEqual(totalsOf(session.nodes.values()), totalsOf([]));
    assert.equal(answers[0]?.cost?.known, true);
  });

  it('has its times in whole milliseconds', () => {
    const timed = doneAnswer('a', 'p', 'One', { firstTokenMs: 146.47102000005543, durationMs: 1135.2931710000266 });
    assert.match(
      textOfSaved(savedSession(sessionOf(promptOf('p'), timed), whole)),
      /\nfirstTokenMs: 146\ndurationMs: 1135\n/,
    );
  });

  it('has prompts together that were sent to several columns at once, each answer a rival of the others', () => {
    const together = sessionOf(
      promptOf('p', null, { group: 'g' }),
      doneAnswer('a', 'p', 'One', { isBest: true }),
      promptOf('q', null, { group: 'g' }),
      doneAnswer('b', 'q', 'Two'),
    );
    const session = opened(textOfSaved(savedSession(together, whole)));
    const [one, other] = [...session.nodes.values()].filter((node) => node.kind === 'answer');
    assert.ok(one && other);
    const marked = reduceAll(session, [{ type: 'bestMarked', node: other.id, isBest: true }]);
    assert.deepEqual(
      [...marked.nodes.values()].flatMap((node) => (node.kind === 'answer' ? [node.isBest] : [])),
      [false, true],
    );
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
