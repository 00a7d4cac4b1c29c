import assert from 'node:assert/strict';
import { atOnce } from '../../../../src/core/base/work';
import { OpenSessions } from '../../../../src/core/playground/openSessions';
import { importEvents, readRequest } from '../../../../src/core/playground/import/importedSession';
import { firstColumnId } from '../../../../src/core/playground/session/sessionSchema';
import { MemoryFiles } from '../../../fakes/memoryFiles';
import { provider, sendIn, storeOn, maker } from '../../../support/liveSessions';
import { poll } from '../../../support/poll';
import { draftOf } from '../../../support/sessionEvents';

const key = 'sk-proj-0123456789abcdefghij';
const command = `curl https://api.example.com/v1/chat/completions -H "Authorization: Bearer ${key}" -d '{"model":"m","messages":[{"role":"user","content":"Hi"}]}'`;

describe('the key in a curl command that stands in the message field', () => {
  let files: MemoryFiles;
  let sessions: OpenSessions;
  let unsent: string[];

  beforeEach(() => {
    files = new MemoryFiles();
    unsent = [];
    const { host } = provider();
    const store = storeOn(files, 'one', { idleMs: 60_000 });
    const keepUnsent = { ...host.unsent, add: (...typed: unknown[]) => void unsent.push(JSON.stringify(typed)) };
    sessions = new OpenSessions(
      store,
      { ...host, unsent: keepUnsent, ask: () => Promise.resolve({ status: 'done' }) },
      {
        first: () => store.create(),
        onShown: () => Promise.resolve(),
        onProblem: (problem) => assert.fail(JSON.stringify(problem)),
        onFailed: (error) => assert.fail(String(error)),
        onLost: (error) => assert.fail(String(error)),
      },
    );
  });
  afterEach(() => sessions.close());

  /** All that stands on the disk: a command, and no piece of its key that would be worth anything. */
  function assertKeyless(): void {
    const written = [...files.files.keys()].map((file) => files.text(file)).join('\n') + unsent.join('\n');
    assert.match(written, /api\.example\.com/);
    assert.doesNotMatch(written, /sk-proj-0123/);
  }

  /** Types it letter by letter, and waits after some of them until that is written. */
  async function type(id: string): Promise<void> {
    for (let at = 1; at <= command.length; at++) {
      await sessions.keepDraft(id, firstColumnId, { message: command.slice(0, at) });
      if (at % 40 !== 0) continue;
      await poll('it to be written', () =>
        [...files.files.keys()].some((file) => files.text(file).includes(command.slice(0, 20))),
      );
    }
  }

  it('is not on the disk while it is typed, nor when its session is closed', async () => {
    const { id } = await sessions.current();
    await type(id);
    await sessions.find(id)?.close();
    assertKeyless();
  });

  it('is not there once the command was opened as a session', async () => {
    const { id } = await sessions.current();
    await sessions.keepDraft(id, firstColumnId, { message: command });
    await poll('it to be written', () =>
      [...files.files.keys()].some((file) => files.text(file).includes('api.example.com')),
    );
    const request = atOnce(readRequest(command));
    assert.ok('messages' in request);
    let ids = 0;
    await sessions.next(async () => {
      const fresh = await sessions.store.create();
      fresh.append(atOnce(importEvents(request, { backend: undefined, randomId: () => `n${++ids}`, now: 1 })));
      return fresh;
    });
    await sessions.keepDraft(id, firstColumnId, { message: '' });
    await poll('the first to be closed', () => sessions.find(id) === undefined);
    await sessions.close();
    assertKeyless();
  });

  it('is not there when it comes after its session was closed, or is only read here', async () => {
    const first = await sessions.current();
    sendIn(first, maker, draftOf({ providerId: 'maker', model: 'maker-1', message: 'Why?' }));
    await first.whenIdle();
    await sessions.startNew();
    await poll('the first to be closed', () => sessions.find(first.id) === undefined);
    await sessions.keepDraft(first.id, firstColumnId, { message: command });
    const other = storeOn(files, 'other');
    const writer = await other.open(first.id);
    const readOnly = await sessions.open(first.id);
    assert.equal(readOnly.access.mode, 'read');
    await sessions.keepDraft(first.id, firstColumnId, { message: `${command} ` });
    await writer.close();
    assert.equal(unsent.length, 1);
    assertKeyless();
  });

  it('leaves the field with the command that was sent', async () => {
    const live = await sessions.current();
    await sessions.keepDraft(live.id, firstColumnId, { message: command, providerId: 'maker', model: 'maker-1' });
    assert.equal(sendIn(live, maker, draftOf({ providerId: 'maker', model: 'maker-1', message: command })), undefined);
    assert.equal(live.main.draft.message, '');
  });
});
