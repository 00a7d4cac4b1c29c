import assert from 'node:assert/strict';
import { catalog as table } from '../../../../generated/catalog';
import { createCatalog } from '../../../../src/core/catalog/catalog';
import type { LiveSessionHost } from '../../../../src/core/playground/liveSessionHost';
import { textOf } from '../../../../src/core/playground/session/nodeText';
import { OpenSessions } from '../../../../src/core/playground/openSessions';
import { emptyDraft, firstColumnId } from '../../../../src/core/playground/session/sessionSchema';
import type { Draft } from '../../../../src/core/playground/session/sessionSchema';
import { MemoryFiles, fault } from '../../../fakes/memoryFiles';
import { fileOf, root } from '../../../fakes/notesStore';
import { backendsWith } from '../../../support/backends';
import { maker, provider, requestIn, sendIn, storeOn } from '../../../support/liveSessions';
import { testDay } from '../../../support/models';
import { poll } from '../../../support/poll';
import { draftOf } from '../../../support/sessionEvents';

const words = draftOf({ providerId: 'maker', model: 'maker-1', message: 'Why?' });

describe('the sessions of a window', () => {
  let files: MemoryFiles;
  let sessions: OpenSessions;

  beforeEach(() => {
    files = new MemoryFiles();
    const store = storeOn(files, 'one', { idleMs: 60_000 });
    const host: LiveSessionHost = { ...provider().host, ask: () => Promise.resolve({ status: 'done' }) };
    sessions = new OpenSessions(store, host, {
      first: () => store.create(),
      onShown: () => Promise.resolve(),
      onProblem: (problem) => assert.fail(JSON.stringify(problem)),
      onFailed: () => undefined,
      onLost: (error) => assert.fail(String(error)),
    });
  });
  afterEach(() => sessions.close());

  /** Two sessions with a turn; the second is shown, the first is closed. */
  async function two(): Promise<{ first: string; second: string }> {
    const first = await sessions.current();
    sendIn(first, maker, words);
    await first.whenIdle();
    const second = await sessions.startNew();
    sendIn(second, maker, words);
    await second.whenIdle();
    await poll('the first to be closed', () => sessions.find(first.id) === undefined);
    return { first: first.id, second: second.id };
  }

  it('begin with provider and model of the last and nothing else of it, which may still give way to another, or keep the one that is chosen', async () => {
    await two();
    const old = { system: 'Short.', maxOutputTokens: 77, variables: { sets: [{ name: 'A', values: [] }], chosen: 0 } };
    sessions.now?.main.changeDraft({ providerId: 'maker', model: 'maker-1', ...old });
    const proposed = await sessions.startNew();
    assert.deepEqual(proposed.main.draft, { ...emptyDraft, providerId: 'maker', model: 'maker-1' });
    assert.equal(proposed.main.wantsProvider, true);
    sendIn(proposed, maker, words);
    await proposed.whenIdle();
    const asked = { providerId: 'maker', model: 'maker-2', message: 'Why?' };
    const chosen = await sessions.startNew(asked);
    assert.deepEqual([chosen.main.draft, chosen.main.wantsProvider], [{ ...emptyDraft, ...asked }, false]);
  });

  it('tell before a new one is begun whom that will ask: the first of the user after Pocket', async () => {
    const own = { ...maker, id: 'own', suggested: () => ['m'] };
    const backends = backendsWith([own]);
    const catalog = createCatalog(table, testDay);
    const pocket = { providerId: 'built-in:pocket', model: 'pocket' };
    const targetOf = ({ providerId, model }: Draft): unknown[] => [providerId, model];
    const asked: unknown[] = [];
    for (const draft of [words, { ...words, ...pocket }, { ...words, providerId: 'gone' }]) {
      const live = await sessions.current();
      sendIn(live, maker, draft);
      live.main.changeDraft({ ...draft, message: '' });
      await live.whenIdle();
      const told = targetOf(live.draftOfNext(backends, catalog));
      const next = await sessions.startNew();
      next.proposeTargets(backends, catalog);
      assert.deepEqual(targetOf(next.main.draft), told);
      asked.push(told);
      // One that is unused is the next one itself, with what the user has chosen there.
      next.main.changeDraft(pocket);
      assert.deepEqual(targetOf(next.draftOfNext(backends, catalog)), ['built-in:pocket', 'pocket']);
    }
    assert.deepEqual(asked[1], ['own', 'm']);
  });

  it('begin with a new one where that of before cannot be read, and say why; another is opened as ever', async () => {
    const { first: other } = await two();
    await sessions.close();
    const store = storeOn(files, 'two');
    const lost: unknown[] = [];
    const again = new OpenSessions(store, provider().host, {
      first: () => Promise.reject(fault('other', 'the last session')),
      onShown: () => Promise.resolve(),
      onProblem: (problem) => assert.fail(JSON.stringify(problem)),
      onFailed: (error) => assert.fail(String(error)),
      onLost: (error) => lost.push(error),
    });
    const live = await again.current();
    assert.equal(live.isEmpty, true);
    assert.equal(await again.current(), live);
    assert.deepEqual(lost.map(String), [String(fault('other', 'the last session'))]);
    assert.equal((await again.open(other)).id, other);
    assert.equal((await again.startNew()).isEmpty, true);
    await again.close();
  });

  it('keep what was typed in one that was just left, in that one', async () => {
    const { first, second } = await two();
    await sessions.keepDraft(first, firstColumnId, { ...words, message: 'typed late' });
    assert.equal(sessions.now?.main.draft.message, '');
    assert.equal((await sessions.open(first)).main.draft.message, 'typed late');
    assert.equal((await sessions.open(second)).main.draft.message, '');
  });

  it('leave none behind whose only message was opened as a session', async () => {
    const { first } = await two();
    for (const isLate of [false, true]) {
      const { id } = await sessions.startNew();
      await sessions.keepDraft(id, firstColumnId, { message: 'curl …' });
      await poll('it to be written', () => files.files.has(fileOf(id)));
      await sessions.open(first);
      if (isLate) await poll('it to be closed', () => sessions.find(id) === undefined);
      await sessions.keepDraft(id, firstColumnId, { message: '' });
      await sessions.removeEmpty(id);
      await poll('its file to be gone', () => !files.files.has(fileOf(id)));
      // A draft that the page sends later does not bring the file back.
      await sessions.keepDraft(id, firstColumnId, { message: '' });
      assert.equal(files.files.has(fileOf(id)), false);
    }
    await sessions.removeEmpty(first);
    await sessions.removeEmpty('none');
    await sessions.startNew();
    await poll('the first to be closed', () => sessions.find(first) === undefined);
    assert.equal(files.files.has(fileOf(first)), true);
  });

  it('keep it also in one that had nothing to store when it was left, and not in one that was deleted', async () => {
    const { first } = await two();
    const unused = await sessions.startNew();
    await sessions.open(first);
    await poll('it to be closed', () => sessions.find(unused.id) === undefined);
    assert.equal(files.files.has(fileOf(unused.id)), false);
    await sessions.keepDraft(unused.id, firstColumnId, { ...words, message: 'typed late' });
    await sessions.keepDraft(unused.id, firstColumnId, { ...words, message: 'typed later' });
    assert.equal((await sessions.open(unused.id)).main.draft.message, 'typed later');
    await sessions.remove(unused.id);
    await sessions.keepDraft(unused.id, firstColumnId, { ...words, message: 'typed for nobody' });
    assert.equal(files.files.has(fileOf(unused.id)), false);
  });

  it('keep the last of two drafts that come at once of one that was left unused', async () => {
    const { first } = await two();
    const unused = await sessions.startNew();
    await sessions.open(first);
    await poll('the unused one to be closed', () => sessions.find(unused.id) === undefined);
    const drafts = ['typed', 'typed later'].map((message) =>
      sessions.keepDraft(unused.id, firstColumnId, { ...words, message }),
    );
    await Promise.all(drafts);
    assert.equal((await sessions.open(unused.id)).main.draft.message, 'typed later');
  });

  it('keep it while the one that was left is just being opened again', async () => {
    const { first } = await two();
    const opening = sessions.open(first);
    await sessions.keepDraft(first, firstColumnId, { ...words, message: 'typed late' });
    assert.equal((await opening).main.draft.message, 'typed late');
  });

  it('do not close one that is left and just being opened again', async () => {
    const { first, second } = await two();
    for (let round = 0; round < 20; round += 1) {
      const [one, other] = round % 2 ? [first, second] : [second, first];
      const leaving = sessions.open(other);
      const back = sessions.open(one);
      await leaving;
      const live = await back;
      for (let turn = 0; turn < round; turn += 1) await Promise.resolve();
      assert.equal(sessions.now, live);
      assert.ok(live.isOpen);
      assert.equal(sendIn(live, maker, words), undefined);
      await live.whenIdle();
    }
  });

  it('say at once that the list has changed: by a first prompt, a title, a new one, one less', async () => {
    let told = 0;
    const stops = [sessions.onDidChangeList(() => told++), sessions.store.watch(() => told++)];
    const tells = async (what: string, act: () => unknown, fits: (titles: string[]) => boolean): Promise<void> => {
      told = 0;
      await act();
      // Well before the minute of rest after which a summary is written.
      await poll(what, async () => told > 0 && fits((await sessions.store.list()).map(({ title }) => title)));
    };
    const live = await sessions.current();
    await tells(
      'the first prompt',
      () => sendIn(live, maker, words),
      (titles) => titles.join() === 'Why?',
    );
    await tells(
      'the title',
      () => sessions.rename(live.id, 'Mine'),
      (titles) => titles.join() === 'Mine',
    );
    const next = await sessions.startNew();
    await tells(
      'a new one',
      () => next.main.keepDraft(words),
      (titles) => titles.length === 2,
    );
    await tells(
      'one less',
      () => sessions.remove(live.id),
      (titles) => titles.length === 1,
    );
    for (const stop of stops) stop();
  });

  describe('that are being deleted', () => {
    /** Work that the disk is at, and that ends when the test says so. */
    function slowDeletion(fails?: Error): { begun: Promise<void>; goOn: () => void } {
      const remove = files.remove.bind(files);
      let begin = (): void => undefined;
      let goOn = (): void => undefined;
      const begun = new Promise<void>((resolve) => (begin = resolve));
      const waits = new Promise<void>((resolve) => (goOn = resolve));
      files.remove = async (target) => {
        begin();
        await waits;
        if (fails) throw fails;
        return remove(target);
      };
      return { begun, goOn };
    }
    const questions = (): string[] =>
      [...(sessions.now?.session.nodes.values() ?? [])].flatMap((node) => (node.kind === 'prompt' ? textOf(node) : []));

    it('take no message any more: it goes into the session that comes after them', async () => {
      await two();
      const disk = slowDeletion();
      const live = sessions.now!;
      const deleted = sessions.removeAll();
      await disk.begun;
      assert.equal(sendIn(live, maker, words), 'deleted');
      const sent = sessions.send(live, firstColumnId, requestIn(live, maker, { ...words, message: 'Late' }));
      disk.goOn();
      await deleted;
      assert.equal(await sent, undefined);
      assert.notEqual(sessions.now?.id, live.id);
      assert.deepEqual(questions(), ['Late']);
      assert.equal(
        await sessions.send(live, firstColumnId, requestIn(live, maker, { ...words, message: 'Later still' })),
        undefined,
      );
      await sessions.now?.whenIdle();
      await poll('one of each', async () => (await sessions.store.list()).length === 2);
    });

    it('let a message that was on its way be sent in a new one, and one of a session that was only left in none', async () => {
      const { first, second } = await two();
      assert.equal(await sessions.forMessage(first), undefined);
      const undo = await sessions.remove(second);
      const next = await sessions.forMessage(second);
      assert.equal(next, sessions.now);
      assert.notEqual(next?.id, second);
      await undo();
      assert.equal((await sessions.forMessage(second))?.id, second);
    });

    it('are asked again where they could not be deleted', async () => {
      await two();
      const live = sessions.now!;
      const disk = slowDeletion(fault('read-only', root));
      const deleted = sessions.removeAll();
      await disk.begun;
      const sent = sessions.send(live, firstColumnId, requestIn(live, maker, { ...words, message: 'Late' }));
      disk.goOn();
      await assert.rejects(deleted);
      assert.equal(await sent, undefined);
      assert.equal(sessions.now, live);
      assert.deepEqual(questions(), ['Why?', 'Late']);
    });

    it('let a new session begin when they are gone', async () => {
      await two();
      const disk = slowDeletion();
      const deleted = sessions.removeAll();
      await disk.begun;
      const fresh = sessions.startNew();
      disk.goOn();
      await deleted;
      assert.equal(await fresh, sessions.now);
      assert.equal(sendIn(await fresh, maker, words), undefined);
      await (await fresh).whenIdle();
      await poll('the one', async () => (await sessions.store.list()).length === 1);
    });
  });
});
