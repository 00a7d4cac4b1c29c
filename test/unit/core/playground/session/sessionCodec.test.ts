import assert from 'node:assert/strict';
import fc from 'fast-check';
import { draftChange } from '../../../../../src/core/playground/session/drafts';
import { sessionCodec as codec } from '../../../../../src/core/playground/session/sessionCodec';
import { firstColumnId } from '../../../../../src/core/playground/session/sessionSchema';
import type { SessionEvent } from '../../../../../src/core/playground/session/sessionSchema';
import { readSession } from '../../../../../src/core/store/readSession';
import { MemoryFiles } from '../../../../fakes/memoryFiles';
import { hostOf } from '../../../../fakes/notesStore';
import { draftIn, emptySession, streamingAnswers } from '../../../../../src/core/playground/session/sessionTree';
import { checksumOf } from '../../../../../src/core/playground/session/textEdit';
import {
  answerOf,
  anyEvents,
  contentOf,
  doneAnswer,
  draftOf,
  promptOf,
  reduceAll,
  sessionOf,
} from '../../../../support/sessionEvents';

const header = { format: 'ai-field-guide.session', version: 1, id: 's', created: 7 };

const merged = (earlier: SessionEvent, later: SessionEvent) => codec.merge?.(earlier, later);

describe('a session in its file', () => {
  it('has no line with more than 100,000 characters of a text, and comes back from them', () => {
    const text = 'x'.repeat(150_000) + 'y'.repeat(150_001);
    const session = sessionOf(
      promptOf('p', null, { parts: [{ type: 'text', text }] }),
      answerOf('a', 'p', {
        status: 'done',
        parts: [
          { type: 'reasoning', text, opaque: { dialect: 'responses', json: '{}' } },
          { type: 'text', text: 'short' },
          { type: 'tool-call', id: 't', name: 'n', input: text },
        ],
        usage: { inputTokens: 1, outputTokens: 2 },
      }),
      promptOf('q', 'a'),
      answerOf('b', 'q', { parts: [{ type: 'text', text }] }),
    );
    const events = [...codec.snapshot(session)];
    for (const event of events) assert.ok(JSON.stringify(event).length < 101_000);
    assert.deepEqual(
      contentOf(events.reduce((state, event) => codec.reduce(state, event), codec.create({ ...header, created: 500 }))),
      contentOf(session),
    );
  });

  it('has one line for deltas and drafts that follow each other', () => {
    const grew = (node: string, text: string) => ({ type: 'partGrew', node, index: 0, text }) as const;
    const draft = (message: string) => ({ type: 'draftChanged', draft: draftOf({ message }) }) as const;
    assert.deepEqual(merged(grew('a', 'One'), grew('a', ' two')), grew('a', 'One two'));
    assert.equal(merged(grew('a', 'One'), grew('b', ' two')), undefined);
    assert.equal(merged(grew('a', 'x'.repeat(99_999)), grew('a', 'xx')), undefined);
    assert.deepEqual(merged(draft('O'), draft('One')), draft('One'));
    assert.equal(merged(draft('O'), grew('a', 'One')), undefined);
    const edit = (before: string, after: string): SessionEvent => {
      const checksums = { before: checksumOf(before), after: checksumOf(after) };
      return {
        type: 'draftEdited',
        field: 'message',
        at: before.length,
        removed: 0,
        text: after.at(-1)!,
        ...checksums,
      };
    };
    assert.deepEqual(merged(draft('O'), edit('O', 'On')), draft('On'));
    assert.deepEqual(merged(edit('O', 'On'), edit('On', 'One')), { ...edit('O', 'One'), text: 'ne' });
    assert.equal(merged(draft('O'), edit('On', 'One')), undefined);
    assert.equal(merged(edit('O', 'On'), edit('In', 'Ink')), undefined);
  });

  it('gives the same state from events that were made one as from each of them', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const lines: SessionEvent[] = [];
        for (const event of events) {
          const last = lines.at(-1);
          const one = last && merged(last, event);
          if (one) lines[lines.length - 1] = one;
          else lines.push(event);
        }
        const read = lines.flatMap((event) => codec.parse(JSON.parse(JSON.stringify(event))) ?? []);
        assert.deepEqual(
          contentOf(reduceAll(emptySession('s', 7), read)),
          contentOf(reduceAll(emptySession('s', 7), events)),
        );
      }),
    );
  });

  it('gives the same state from a file of events as from each of them', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const replay = codec.replay?.(emptySession('s', 7));
        for (const event of events) replay?.take(event);
        assert.deepEqual(replay && contentOf(replay.state()), contentOf(reduceAll(emptySession('s', 7), events)));
      }),
    );
  });

  it('is read fast after thousands of saves while a long draft was typed', async () => {
    const text = 'lorem ipsum dolor '.repeat(150_000);
    const at = (save: number): number => (save * 7919) % text.length;
    const lines: object[] = [header, { type: 'draftChanged', draft: draftOf({ message: text }) }];
    const [first, second] = [checksumOf(text), checksumOf(`x${text}`)];
    const checksum = (save: number): number => [first, second][save] ?? save;
    for (let save = 0; save < 4_000; save += 1) {
      const checksums = { before: checksum(save), after: checksum(save + 1) };
      lines.push({ type: 'draftEdited', field: 'message', at: at(save), removed: 0, text: 'x', ...checksums });
      // An answer grows meanwhile.
      lines.push({ type: 'partGrew', node: 'a', index: 0, text: 'x' });
    }
    const files = new MemoryFiles();
    const file = '/s/session.jsonl';
    files.put(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    files.readPieces = async function* () {
      yield await files.read(file);
    };
    const before = process.cpuUsage();
    const { state } = await readSession({ host: hostOf(files), codec, id: 's', file });
    const { user, system } = process.cpuUsage(before);
    assert.equal(draftIn(state, firstColumnId).message.length, text.length + 4_000);
    assert.ok(user + system < 2_000_000, `${(user + system) / 1000} ms`);
  });

  it('has a draft as it was typed at some time, whatever line of the file is damaged', async () => {
    const typed = new Set(['']);
    const lines = [JSON.stringify(header)];
    let session = emptySession('s', 7);
    let message = 'lorem ipsum dolor '.repeat(150);
    for (let save = 0; save < 20; save += 1) {
      const at = (save * 331) % message.length;
      // Some are as long as the one before; one is short.
      message = `${message.slice(0, at)}<${save}>${message.slice(at + (save % 5))}`;
      const draft = draftOf({ message: save === 9 ? 'short' : message });
      typed.add(draft.message);
      const events = draftChange(session, firstColumnId, draft);
      session = reduceAll(session, events);
      lines.push(...events.map((event) => JSON.stringify(event)));
    }
    assert.ok(lines.filter((line) => line.includes('draftEdited')).length > 15);
    const files = new MemoryFiles();
    const file = '/s/session.jsonl';
    const readWithout = async (damaged: number): Promise<string> => {
      files.put(file, lines.map((line, at) => (at === damaged ? line.slice(0, -3) : line)).join('\n'));
      const { state } = await readSession({ host: hostOf(files), codec, id: 's', file });
      return draftIn(state, firstColumnId).message;
    };
    for (let damaged = 1; damaged < lines.length; damaged += 1) assert.ok(typed.has(await readWithout(damaged)));
    assert.equal(await readWithout(5), message, 'A whole draft that follows heals it.');
  });

  it('keeps the system prompt of the draft where a later draft does not say one', () => {
    const { system, ...rest } = draftOf({ system: 'Be brief.', message: 'One' });
    const first: SessionEvent = { type: 'draftChanged', draft: { ...rest, system } };
    const second: SessionEvent = { type: 'draftChanged', draft: { ...rest, message: 'One two' } };
    const expected = draftOf({ system, message: 'One two' });
    assert.deepEqual(draftIn(reduceAll(emptySession('s', 7), [first, second]), firstColumnId), expected);
    assert.deepEqual(merged(first, second), { type: 'draftChanged', draft: expected });
    assert.deepEqual([...codec.snapshot(reduceAll(emptySession('s', 7), [first, second]))].at(-1), {
      type: 'draftChanged',
      draft: expected,
    });
  });

  it('comes back whole from the lines of a snapshot', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const session = reduceAll(emptySession('s', 7), events);
        const lines = [...codec.snapshot(session)].map((event) => JSON.stringify(event));
        const read = lines
          .flatMap((line) => codec.parse(JSON.parse(line)) ?? [])
          .reduce((state, event) => codec.reduce(state, event), codec.create(header));
        assert.deepEqual(contentOf(read), contentOf(session));
      }),
    );
  });

  it('keeps fields of nodes that it does not know', () => {
    const node = { ...doneAnswer('a', 'p', 'A'), mood: 'good' };
    assert.match(
      [...codec.snapshot(sessionOf(promptOf('p'), node))].map((event) => JSON.stringify(event)).join('\n'),
      /"mood":"good"/,
    );
  });

  it('ends what was streaming, and keeps what had come', () => {
    const parts = [{ type: 'text', text: 'half' }] as const;
    const session = sessionOf(promptOf('p'), answerOf('a', 'p', { parts }), answerOf('b', 'p'));
    const settled = reduceAll(session, codec.settle(session));
    assert.deepEqual(streamingAnswers(settled), []);
    const node = settled.nodes.get('a');
    assert.ok(node?.kind === 'answer');
    assert.equal(node.status, 'stopped');
    assert.equal(node.error?.kind, 'interrupted');
    // The advice is true whichever way the asking window came to its end.
    assert.match(node.error.advice, /closed, reloaded or replaced by another, or this copy was made before it ended/);
    assert.deepEqual(node.parts, parts);
    assert.deepEqual(codec.settle(settled), []);
    const empty = settled.nodes.get('b');
    assert.ok(empty?.kind === 'answer');
    const keeps = [node, empty].map(({ error }) => /is kept/.test(error?.advice ?? ''));
    assert.deepEqual(keeps, [true, false], 'Only what had arrived is said to be kept.');
  });

  it('is summed up for the list', () => {
    const session = sessionOf(promptOf('p', null, { at: 3 }), doneAnswer('a', 'p', 'A', { at: 9 }));
    assert.deepEqual(codec.summary(session), {
      id: 's',
      title: 'question p',
      updated: 500,
      model: 'maker-1',
      turns: 1,
    });
    const later = sessionOf(promptOf('p', null, { at: 600 }));
    assert.equal(codec.summary(later).updated, 600);
  });
});
