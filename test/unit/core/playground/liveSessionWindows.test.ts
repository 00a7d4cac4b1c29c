import assert from 'node:assert/strict';
import { catalog as table } from '../../../../generated/catalog';
import { createCatalog } from '../../../../src/core/catalog/catalog';
import type { LiveSession } from '../../../../src/core/playground/liveSession';
import type { LiveSessionHost } from '../../../../src/core/playground/liveSessionHost';
import type { OpenSessions } from '../../../../src/core/playground/openSessions';
import { firstColumnId } from '../../../../src/core/playground/session/sessionSchema';
import { draftIn, turnsOf } from '../../../../src/core/playground/session/sessionTree';
import type { MemoryFiles } from '../../../fakes/memoryFiles';
import { fileOf } from '../../../fakes/notesStore';
import { backendsWith } from '../../../support/backends';
import { liveSession, maker, provider, retryIn, say, sendIn, storeOn, windowOn } from '../../../support/liveSessions';
import { testDay } from '../../../support/models';
import { poll } from '../../../support/poll';
import { draftOf } from '../../../support/sessionEvents';

const words = draftOf({ providerId: 'maker', model: 'maker-1', message: 'Why?' });

const answers = (of: LiveSession) => turnsOf(of.session, of.main.id).map(({ answer }) => answer?.id);

describe('a live session in two windows', () => {
  let files: MemoryFiles;
  let live: LiveSession;
  let asked: Awaited<ReturnType<typeof liveSession>>['asked'];
  let host: LiveSessionHost;
  let windows: OpenSessions[];

  /** One turn in the first window, and a draft. */
  beforeEach(async () => {
    ({ files, live, asked } = await liveSession());
    host = { ...provider().host, ask: () => Promise.resolve({ status: 'done' }) };
    windows = [];
    sendIn(live, maker, words);
    asked[0]?.end({ status: 'done' });
    await live.whenIdle();
    live.main.keepDraft({ message: 'theirs' });
    await poll('the file', () => files.files.get(fileOf(live.id)) !== undefined && stored().includes('theirs'));
  });
  afterEach(async () => {
    await live.close();
    await Promise.all(windows.map((window) => window.close()));
  });

  const stored = (id = live.id): string => files.text(fileOf(id));

  /** A window that shows the session, with what it kept of what was typed in an earlier one. */
  async function second(now?: () => number): Promise<{ window: OpenSessions; reader: LiveSession }> {
    const window = windowOn({ files, host, live }, now);
    windows.push(window);
    return { window, reader: await window.current() };
  }

  it('turns the one that only reads to an earlier answer, without writing that, and its copy is turned so', async () => {
    const [first] = answers(live);
    retryIn(live, first!, maker);
    asked[1]?.end({ status: 'done' });
    await live.whenIdle();
    const [newest] = answers(live);
    await poll('the stored answer', () => stored().includes(newest!));
    const { window, reader } = await second();
    const told: string[] = [];
    reader.onNews(({ type }) => told.push(type));
    reader.main.showSibling(first!);
    assert.deepEqual([answers(reader), answers(live), told[0]], [[first], [newest], 'turns']);
    const copy = await window.openCopy(reader);
    assert.deepEqual(answers(copy), [first]);
    assert.equal(copy.title, `${live.title} (copy)`);
    assert.equal(sendIn(copy, maker, { ...words, message: 'From here' }), undefined);
    assert.deepEqual([answers(copy)[0], answers(copy).length], [first, 2]);
    assert.deepEqual(answers(live), [newest]);
  });

  it('takes no question in the one that only reads, and what is typed there goes into its copy', async () => {
    const { window, reader } = await second();
    assert.equal(sendIn(reader, maker, words), 'read-only');
    reader.main.keepDraft({ message: 'theirs and mine' });
    reader.main.changeDraft({ model: 'maker-2' });
    assert.deepEqual([reader.main.draft.message, reader.main.draft.model], ['theirs and mine', 'maker-2']);
    const copy = await window.openCopy(reader);
    assert.equal(window.now, copy);
    assert.deepEqual(
      [copy.access.mode, copy.main.draft.message, copy.main.draft.model],
      ['write', 'theirs and mine', 'maker-2'],
    );
    assert.match(stored(copy.id), /theirs and mine/);
    assert.doesNotMatch(stored(), /mine/);
    assert.equal(sendIn(copy, maker, { ...words, message: 'Mine' }), undefined);
    await copy.whenIdle();
    assert.equal(turnsOf(live.session, live.main.id).length, 1);
    // It went along once.
    assert.equal((await window.open(live.id)).main.draft.message, 'theirs');
  });

  it('keeps what is typed there when another session is shown, when it is read again, and over a reload', async () => {
    const { window, reader } = await second();
    reader.main.keepDraft({ message: 'mine' });
    assert.equal(reader.main.draft.message, 'mine');
    live.main.keepDraft({ message: 'theirs now' });
    await poll('the other message', () => stored().includes('theirs now'));
    await reader.reload();
    assert.equal(reader.main.draft.message, 'theirs now\n\nmine');
    await window.startNew();
    await poll('it to be closed', () => window.find(live.id) === undefined);
    // Typed last, and told a moment later.
    await window.keepDraft(live.id, firstColumnId, { message: 'mine, too' });
    assert.equal((await window.open(live.id)).main.draft.message, 'theirs now\n\nmine, too');
    await window.close();
    assert.equal((await second()).reader.main.draft.message, 'theirs now\n\nmine, too');
    assert.doesNotMatch(stored(), /mine/);
  });

  it('keeps an edit of the message that stands there as an edit', async () => {
    for (const message of ['their', '']) {
      const { window, reader } = await second();
      reader.main.keepDraft({ message });
      await window.close();
      const again = await second();
      assert.equal(again.reader.main.draft.message, message);
      assert.equal((await again.window.openCopy(again.reader)).main.draft.message, message);
    }
  });

  it('proposes a provider for the draft only where it writes that', async () => {
    const propose = ({ main }: LiveSession): string | null => {
      main.proposeTarget(backendsWith([maker]), createCatalog(table, testDay));
      return main.draft.providerId;
    };
    assert.equal(live.main.draft.providerId, null);
    const { reader } = await second();
    assert.equal(propose(reader), null);
    await live.close();
    await reader.look();
    assert.equal(propose(reader), 'maker');
  });

  it('shows a message once that was typed on from the one that the other window has by now', async () => {
    const { reader } = await second();
    live.main.keepDraft({ message: 'theirs and' });
    await poll('the other message', () => stored().includes('theirs and'));
    reader.main.keepDraft({ message: 'theirs and mine' });
    await reader.reload();
    assert.equal(reader.main.draft.message, 'theirs and mine');
  });

  it('puts into the copy what is typed while the disk still takes it', async () => {
    const { window, reader } = await second();
    reader.main.keepDraft({ message: 'first' });
    const append = files.append.bind(files);
    let typed = false;
    files.append = async (file, content) => {
      if (!typed && file !== fileOf(live.id)) {
        typed = true;
        reader.main.keepDraft({ message: 'first and second' });
      }
      return append(file, content);
    };
    const copy = await window.openCopy(reader);
    assert.ok(typed);
    assert.equal(copy.main.draft.message, 'first and second');
    assert.equal(host.unsent.of(live.id, firstColumnId), undefined);
  });

  it('has nothing to stop in one that only reads what the other one streams', async () => {
    sendIn(live, maker, { ...words, message: 'And?' });
    asked[1]?.say(say('half'));
    await poll('the stored half', () => stored().includes('half'));
    const { reader } = await second();
    assert.equal(turnsOf(reader.session, reader.main.id).at(-1)?.answer?.status, 'streaming');
    assert.deepEqual([live.main.isStreaming, reader.main.isStreaming], [true, false]);
    assert.equal(sendIn(reader, maker, words), 'read-only');
  });

  it('forgets what was typed there when the session is deleted, and knows it again when that is undone', async () => {
    const { window, reader } = await second();
    reader.main.keepDraft({ message: 'mine' });
    await window.startNew();
    await poll('it to be closed', () => window.find(live.id) === undefined);
    await live.close();
    const undo = await window.remove(live.id);
    assert.equal(host.unsent.of(live.id, firstColumnId), undefined);
    await undo();
    assert.equal(host.unsent.of(live.id, firstColumnId)?.message, 'mine');
  });

  it('stores what was typed there once it writes the session, beside what the other window left', async () => {
    const { reader } = await second();
    reader.main.keepDraft({ message: 'mine' });
    live.main.keepDraft({ message: 'theirs, longer' });
    await live.close();
    await reader.look();
    assert.equal(reader.access.mode, 'write');
    assert.equal(reader.main.draft.message, 'theirs, longer\n\nmine');
    await poll('the stored draft', () => stored().includes('theirs, longer\\n\\nmine'));
    await poll('it to be no longer unsent', () => host.unsent.of(live.id, firstColumnId) === undefined);
    assert.equal(sendIn(reader, maker, words), undefined);
  });

  it('stores what was typed there in a long message once, and what is typed from then on', async () => {
    const long = 'theirs '.repeat(400);
    live.main.keepDraft({ message: long });
    await poll('the long message', () => stored().includes(long));
    const { reader } = await second();
    reader.main.keepDraft({ message: `mine, ${long}` });
    await live.close();
    const told: string[] = [];
    reader.onNews((news) => news.type === 'draft' && told.push(news.draft.message));
    await reader.look();
    await poll('it to be no longer unsent', () => host.unsent.of(live.id, firstColumnId) === undefined);
    assert.deepEqual([reader.main.draft.message, told], [`mine, ${long}`, []]);
    assert.ok(stored().includes(`mine, ${long}`), 'The whole draft is stored.');
    reader.main.keepDraft({ message: `mine, all mine, ${long}` });
    await poll('the edit', () => stored().includes('all mine'));
    assert.equal(reader.main.draft.message, `mine, all mine, ${long}`);
    await reader.close();
    const again = await storeOn(files, 'three').open(live.id);
    assert.equal(draftIn(again.state, firstColumnId).message, `mine, all mine, ${long}`);
    await again.close();
  });

  it('forgets what was typed there when all sessions are deleted', async () => {
    const { window, reader } = await second();
    reader.main.keepDraft({ message: 'mine' });
    await window.removeAll();
    assert.equal(host.unsent.of(live.id, firstColumnId), undefined);
  });

  it('keeps what is typed there while the disk is full, and copies nothing by halves', async () => {
    const { window, reader } = await second();
    reader.main.keepDraft({ message: 'mine' });
    files.writeWhole = () => Promise.reject(new Error('full'));
    await assert.rejects(window.openCopy(reader), { reason: 'not-saved' });
    assert.equal(window.now, reader);
    assert.equal(reader.main.draft.message, 'mine');
  });

  it('stops what runs in one that was taken for dead, and keeps what had come', async () => {
    sendIn(live, maker, { ...words, message: 'And?' });
    asked[1]?.say(say('half'));
    await poll('the stored half', () => stored().includes('half'));
    const { reader } = await second(() => Date.now() + 61_000);
    assert.equal(reader.access.mode, 'write');
    await poll('the loss', () => live.access.mode === 'read');
    assert.equal(asked[1]?.signal.aborted, true);
    asked[1].say(say('late'));
    const { answer: shown } = turnsOf(live.session, live.main.id).at(-1)!;
    assert.deepEqual([shown?.status, shown?.parts], ['stopped', [{ type: 'text', text: 'half' }]]);
    assert.equal(sendIn(live, maker, words), 'read-only');
    live.main.keepDraft({ message: 'typed since' });
    assert.equal(live.main.draft.message, 'typed since');
    assert.doesNotMatch(stored(), /typed since/);
  });
});
