import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { atOnce } from '../../../../../src/core/base/work';
import type { Work } from '../../../../../src/core/base/work';
import { savedSession } from '../../../../../src/core/playground/export/savedSession';
import { jsonOfSaved, textOfSaved } from '../../../../support/savedSessions';
import { importEvents, readRequest } from '../../../../../src/core/playground/import/importedSession';
import { readSaved } from '../../../../../src/core/playground/import/readSaved';
import { savedEvents } from '../../../../../src/core/playground/import/savedEvents';
import { doneAnswer, promptOf, sessionOf } from '../../../../support/sessionEvents';

const at = 'curl https://api.example.com/v1/chat/completions -d ';
const conversation = (count: number): string =>
  JSON.stringify({
    model: 'm',
    messages: Array.from({ length: count }, (_, i) => ({ role: i % 2 === 0 ? 'user' : 'assistant', content: 'Hi' })),
  });

/** The steps of a work: between them others get a turn. */
function stepsIn(work: Work<unknown>): number {
  let steps = 0;
  while (work.next().done !== true) steps++;
  return steps;
}

const problem = (text: string): string => {
  const read = atOnce(readRequest(text));
  return 'problem' in read ? read.problem(sayInEnglish) : '';
};

describe('reading what was made elsewhere', () => {
  for (const piece of ['$(', '${', '$((', '`', '$(\\', '"$(', "$'", '${x', 'a ', '-s ', "''", '\\u0041', '$x ']) {
    it(`takes a time that grows with the length alone: ${piece}${piece === '$(' ? '' : ' @deep'}`, () => {
      for (const text of [
        `${at}"${piece.repeat(300_000)}`,
        `${at}${piece.repeat(300_000)}`,
        `${at}$'${piece.repeat(300_000)}`,
      ]) {
        const started = process.cpuUsage();
        atOnce(readRequest(text));
        // Of the processor: a search that begins again with each of them would take more than five seconds.
        assert.ok(process.cpuUsage(started).user < 4_000_000, text.slice(0, 80));
      }
    });
  }

  it('comes in small steps @deep', () => {
    const body = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: `"it's\n`.repeat(100_000) }] });
    const quoted = [
      `$'${body.replace(/[\\']/g, String.raw`\$&`)}'`,
      `"${body.replace(/[\\"$`]/g, String.raw`\$&`)}"`,
      `@- <<'END'\n${'\n'.repeat(1_000_000)}${body}\nEND`,
    ];
    for (const each of quoted) {
      assert.equal(problem(at + each), '');
      assert.ok(stepsIn(readRequest(at + each)) > 40, each.slice(0, 10));
    }
    const request = atOnce(readRequest(conversation(2_000)));
    assert.ok('messages' in request);
    let ids = 0;
    const randomId = (): string => `n${++ids}`;
    assert.ok(stepsIn(readRequest(conversation(2_000))) >= 2_000);
    assert.ok(stepsIn(importEvents(request, { backend: undefined, randomId, now: 1 })) >= 999);
    const turns = Array.from({ length: 500 }, (_, i) => [
      promptOf(`p${i}`, i === 0 ? null : `a${i - 1}`),
      doneAnswer(`a${i}`, `p${i}`, 'Yes'),
    ]).flat();
    const saved = savedSession(sessionOf(...turns), { scope: 'session' });
    for (const text of [textOfSaved(saved), jsonOfSaved(saved)]) {
      const read = atOnce(readSaved(text));
      assert.ok('messages' in read);
      assert.ok(stepsIn(savedEvents(read, { backends: [], randomId })) >= 1_000);
    }
    assert.ok(stepsIn(readSaved(textOfSaved(saved))) >= 1_000);
  });

  it('ends with a plain sentence where there is too much of it', () => {
    assert.equal(problem(conversation(30_000)), '');
    assert.equal(problem(conversation(30_001)), 'It has more than 30,000 messages.');
    const parts = Array.from({ length: 1_001 }, () => ({ type: 'text', text: 'x' }));
    assert.equal(
      problem(JSON.stringify({ model: 'm', messages: [{ role: 'user', content: parts }] })),
      'It has a message of more than 1,000 parts.',
    );
    const saved = JSON.stringify({
      format: 'ai-field-guide.session',
      version: 1,
      title: '',
      messages: Array(30_001).fill({}),
    });
    const read = atOnce(readSaved(saved));
    assert.equal('problem' in read && read.problem(sayInEnglish), 'It has more than 30,000 messages.');
    assert.equal(problem(`${at}${'x'.repeat(8_000_000)}`), 'It is longer than 8 million characters.');
  });
});
