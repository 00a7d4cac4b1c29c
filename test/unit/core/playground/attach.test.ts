import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sayInEnglish } from '../../../../src/core/base/say';
import { maxFileBytes, shownFileName } from '../../../../src/core/chat/media/fileKinds';
import { attach } from '../../../../src/core/playground/attach';
import { KeptFiles } from '../../../../src/core/playground/keptFiles';
import { LiveSession } from '../../../../src/core/playground/liveSession';
import { OpenSessions } from '../../../../src/core/playground/openSessions';
import { maxAttachments } from '../../../../src/core/playground/session/sessionSchema';
import { BlobFiles } from '../../../../src/core/store/blobFiles';
import { faultyFiles } from '../../../fakes/faultyFiles';
import { MemoryFiles } from '../../../fakes/memoryFiles';
import { hostOf, root } from '../../../fakes/notesStore';
import { maker, provider, requestIn, sendIn, storeOn } from '../../../support/liveSessions';
import { poll } from '../../../support/poll';
import { pdf, png, pngHeader } from '../../../support/pictures';
import { draftOf } from '../../../support/sessionEvents';

const shaOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function session(decide: Parameters<typeof faultyFiles>[1] = () => undefined) {
  const files = new MemoryFiles();
  const disk = faultyFiles(files, decide);
  const kept = new KeptFiles(new BlobFiles({ host: hostOf(disk), folder: root, workspace: undefined }));
  const store = storeOn(disk, 'one');
  const { asked, host } = provider();
  const live = new LiveSession(await store.create(), { ...host, files: kept, randomId: randomUUID });
  const give = (name: string, bytes: Uint8Array, to = live) =>
    attach(
      to,
      { name, bytes },
      {
        ...{ files: kept, say: sayInEnglish, breathe: () => undefined },
        sha256: (all) => Promise.resolve(shaOf(all)),
      },
    );
  return { live, kept, store, files, give, asked };
}

describe('files that are attached to a message', () => {
  it('are as many and as large as the documentation says', () => {
    const most = `up to ${maxAttachments} files, of at most ${Math.floor(maxFileBytes / 2 ** 20)} MB each`;
    assert.ok(readFileSync('docs/playground.md', 'utf8').includes(most), most);
  });

  it('are whole again beside the session when one that was damaged there is attached again', async () => {
    const { live, kept, files, give } = await session();
    const image = png(4, 4);
    for (const attachments of [[], undefined]) {
      await give('a.png', image);
      await files.writeWhole((await kept.find(live.id, shaOf(image))) ?? '', [image.slice(0, 20)]);
      assert.equal(await kept.read(live.id, shaOf(image)), undefined);
      if (attachments) live.main.changeDraft({ attachments });
      await give('a.png', image);
      assert.deepEqual(await kept.read(live.id, shaOf(image)), image);
    }
    await live.close();
  });

  it('are whole again in a session that has one damaged, by a copy of a whole one and not of another damaged one', async () => {
    const { live, kept, store, files, give } = await session();
    const image = png(4, 4);
    await give('a.png', image);
    const other = new LiveSession(await store.create(), { ...provider().host, files: kept, randomId: randomUUID });
    other.main.changeDraft({ message: 'words' });
    await kept.copy(live, other);
    const damage = async ({ id }: LiveSession, length: number): Promise<void> =>
      files.writeWhole((await kept.find(id, shaOf(image))) ?? '', [image.slice(0, length)]);
    await damage(other, 20);
    await kept.copy(live, other);
    assert.deepEqual(await kept.read(other.id, shaOf(image)), image);
    await damage(live, 10);
    await kept.copy(live, other);
    assert.deepEqual(await kept.read(other.id, shaOf(image)), image);
    await live.close();
    await other.close();
  });

  it('stay with it when a question is asked beside it', async () => {
    const { live, give, asked } = await session();
    await give('a.png', png(4, 4));
    live.main.changeDraft({ message: 'Half written', model: 'm' });
    sendIn(live, maker, live.main.draftWith('What?'));
    assert.deepEqual(asked[0]?.request.messages.at(-1)?.parts, [{ type: 'text', text: 'What?' }]);
    asked[0].end({ status: 'done' });
    await live.whenIdle();
    const { message, attachments = [] } = live.main.draft;
    assert.deepEqual([message, attachments.map(({ name }) => name)], ['Half written', ['a.png']]);
    await live.close();
  });

  it('are kept as they are, in a session that had nothing yet, and go with the message before its text', async () => {
    const { live, kept, give, asked } = await session();
    const [image, document] = [png(40, 30), pdf(3)];
    await give('a.png', image);
    await give('b.pdf', document);
    const { attachments = [] } = live.main.draft;
    assert.deepEqual(
      attachments.map(({ name, width, height, pages }) => [name, width, height, pages]),
      [
        ['a.png', 40, 30, undefined],
        ['b.pdf', undefined, undefined, 3],
      ],
    );
    assert.deepEqual(await kept.read(live.id, shaOf(image)), image);
    sendIn(live, maker, { ...draftOf({ message: 'What?', model: 'm' }), attachments });
    assert.deepEqual(
      asked[0]?.request.messages.at(-1)?.parts.map((part) => ('blob' in part ? part.blob : part.type)),
      [shaOf(image), shaOf(document), 'text'],
    );
    assert.deepEqual(live.main.draft.attachments, []);
    asked[0].end({ status: 'done' });
    await live.close();
  });

  it('are a message without a text', async () => {
    const { live, give, asked } = await session();
    await give('a.png', png(4, 4));
    assert.equal(live.isEmpty, false);
    sendIn(live, maker, { ...live.main.draft, model: 'm', providerId: maker.id });
    assert.deepEqual(
      asked[0]?.request.messages.map(({ parts }) => parts.map(({ type }) => type)),
      [['image']],
    );
    asked[0].end({ status: 'done' });
    await live.close();
  });

  it('stay in a message whose text is edited', async () => {
    const { live, give, asked } = await session();
    await give('a.png', png(4, 4));
    sendIn(live, maker, { ...live.main.draft, message: 'One', model: 'm', providerId: maker.id });
    asked[0]?.end({ status: 'done' });
    await live.whenIdle();
    const editing = live.main.turns[0]?.prompt.id ?? '';
    const edited = live.main.requestEdited(maker, { ...live.main.draft, model: 'm', editing, edited: '' });
    assert.ok(typeof edited === 'object');
    assert.deepEqual(
      edited.prompt.parts.map(({ type }) => type),
      ['image'],
    );
    await live.close();
  });

  it('are found in a copy of the session, and in one that was deleted and had back', async () => {
    const { live, kept, store, give } = await session();
    const image = png(4, 4);
    await give('a.png', image);
    const copy = await live.openCopy(store);
    assert.deepEqual(await kept.read(copy.id, shaOf(image)), image);
    await live.close();
    const back = await store.remove(live.id);
    assert.equal(await kept.read(live.id, shaOf(image)), undefined);
    await back();
    assert.deepEqual(await kept.read(live.id, shaOf(image)), image);
    await copy.close();
  });

  it('are missing in a copy where one cannot be read, which has the words and the others', async () => {
    const { live, kept, store, give } = await session((operation, path) =>
      operation === 'read' && path.includes(`blob.${shaOf(png(5, 5))}`) ? 'busy' : undefined,
    );
    await give('a.png', png(4, 4));
    await give('b.png', png(5, 5));
    await give('c.png', png(6, 6));
    live.main.changeDraft({ message: 'Words' });
    const copy = new LiveSession(await live.openCopy(store), { ...provider().host, files: kept, randomId: randomUUID });
    assert.equal(copy.main.draft.message, 'Words');
    const there = [4, 5, 6].map(async (width) => (await kept.find(copy.id, shaOf(png(width, width)))) !== undefined);
    assert.deepEqual(await Promise.all(there), [true, false, true]);
    await copy.close();
    await live.close();
  });

  it('leave nothing behind of a copy that the disk did not take', async () => {
    let isFull = false;
    const { live, store, files, give } = await session((operation, path) =>
      isFull && operation === 'writeWhole' && path.endsWith('session.jsonl') ? 'full' : undefined,
    );
    await give('a.png', png(4, 4));
    await live.flush();
    const folders = async (): Promise<number> => (await files.list(`${root}/no-folder`)).length;
    const before = await folders();
    isFull = true;
    await assert.rejects(live.openCopy(store));
    assert.equal(await folders(), before);
    isFull = false;
    await live.close();
  });

  it('go with their message into another session where its own is just being deleted', async () => {
    let goOn = (): void => undefined;
    const waits = new Promise<void>((resolve) => (goOn = resolve));
    let reads = 0;
    const own = await session(async (operation, path) => {
      if (operation === 'read' && path.includes('blob.')) reads += 1;
      if (operation === 'rename') await waits;
      return undefined;
    });
    const { asked, host } = provider();
    const sessions = new OpenSessions(
      own.store,
      { ...host, files: own.kept, randomId: randomUUID },
      {
        first: () => own.store.create(),
        onShown: () => Promise.resolve(),
        onProblem: () => undefined,
        onFailed: () => undefined,
        onLost: (error) => assert.fail(String(error)),
      },
    );
    const live = await sessions.current();
    const image = png(4, 4);
    await own.give('a.png', image, live);
    live.main.changeDraft({ message: 'What?', model: 'm' });
    await live.flush();
    const request = requestIn(live, maker, live.main.draft);
    const removed = sessions.remove(live.id);
    const sent = sessions.send(live, live.main.id, request);
    await poll('the bytes', () => reads > 0);
    goOn();
    await removed;
    assert.equal(await sent, undefined);
    assert.deepEqual(
      asked[0]?.request.messages.at(-1)?.parts.map(({ type }) => type),
      ['image', 'text'],
    );
    assert.deepEqual(await own.kept.read(sessions.now?.id ?? '', shaOf(image)), image);
    assert.deepEqual(sessions.now?.main.draft.attachments, []);
    asked[0].end({ status: 'done' });
    await sessions.close();
    await own.live.close();
  });

  it('are gone where their bytes are others by now', async () => {
    const { live, kept, files, give } = await session();
    const image = png(4, 4);
    await give('a.png', image);
    const path = await kept.find(live.id, shaOf(image));
    assert.ok(path);
    await files.writeWhole(path, [png(5, 5)]);
    assert.equal(await kept.read(live.id, shaOf(image)), undefined);
    await live.close();
  });

  for (const [what, name, bytes, refused] of [
    ['nothing', 'a.png', new Uint8Array(), 'a.png is empty.'],
    ['a script that is called an image', 'a.png', Buffer.from('#!/bin/sh'), 'a.png is no PNG'],
    ['SVG', 'a.svg', Buffer.from('<svg/>'), 'a.svg is no PNG'],
  ] as const) {
    it(`are refused with a sentence: ${what}`, async () => {
      const { live, give } = await session();
      const result = await give(name, new Uint8Array(bytes));
      assert.ok('refused' in result && result.refused.startsWith(refused), JSON.stringify(result));
      assert.deepEqual(live.main.draft.attachments, []);
      await live.close();
    });
  }

  it('leave the draft where the disk does not take them', async () => {
    let isFull = true;
    const { live, give } = await session((operation, path) =>
      isFull && operation === 'writeWhole' && path.includes('blob.') ? 'full' : undefined,
    );
    assert.ok('refused' in (await give('a.png', png(4, 4))));
    assert.deepEqual(live.main.draft.attachments, []);
    isFull = false;
    assert.ok('attachment' in (await give('a.png', png(4, 4))));
    await live.close();
  });

  it('are at most a hundred, each once', async () => {
    const { live, give } = await session();
    await give('a.png', png(4, 4));
    await give('b.png', png(4, 4));
    assert.equal(live.main.draft.attachments?.length, 1);
    const [one] = live.main.draft.attachments ?? [];
    assert.ok(one);
    const many = Array.from({ length: 98 }, (_, i) => ({ ...one, blob: String(i).padStart(64, '0') }));
    live.main.changeDraft({ attachments: [one, ...many] });
    assert.ok('attachment' in (await give('hundredth.png', pngHeader(5, 7))));
    assert.ok('refused' in (await give('last.png', pngHeader(500, 7))));
    await live.close();
  });

  it('have a name on one line, without its folder and without what turns text round', () => {
    assert.equal(shownFileName('/home/me/a\nb\u202egnp.exe'), 'a b gnp.exe');
    assert.equal(shownFileName('C:\\pictures\\a.png'), 'a.png');
    assert.equal(shownFileName('x'.repeat(5_000)).length, 200);
  });
});
