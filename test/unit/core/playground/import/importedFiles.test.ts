import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { atOnce } from '../../../../../src/core/base/work';
import { sentRequestOf } from '../../../../../src/core/chat/exchange/wire';
import type { Wire } from '../../../../../src/core/chat/exchange/wire';
import { dialectIds } from '../../../../../src/core/chat/messages/chatTypes';
import type { ChatRequest, DialectId, Message, MessagePart } from '../../../../../src/core/chat/messages/chatTypes';
import { ChatService } from '../../../../../src/core/chat/service';
import { KeptFiles } from '../../../../../src/core/playground/keptFiles';
import { LiveSession } from '../../../../../src/core/playground/liveSession';
import { requestCode } from '../../../../../src/core/playground/export/requestCode';
import { withFiles } from '../../../../../src/core/playground/import/importedFiles';
import { importEvents, readRequest } from '../../../../../src/core/playground/import/importedSession';
import { BlobFiles, blobFileName } from '../../../../../src/core/store/blobFiles';
import { MemoryFiles } from '../../../../fakes/memoryFiles';
import { hostOf, root } from '../../../../fakes/notesStore';
import { maker, provider, storeOn } from '../../../../support/liveSessions';
import { pdf, png } from '../../../../support/pictures';
import { endpointAt, hostWith, keyState, requestOf, says, testKey } from '../../chat/ask';

const shaOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const base64Of = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const [picture, other, document] = [png(4, 4, 60_000), png(8, 8), pdf(3)];
const filePart = (bytes: Uint8Array, type: 'image' | 'file', mediaType: string): MessagePart => ({
  ...{ type, mediaType, blob: shaOf(bytes), name: type === 'image' ? 'image.png' : "it's.pdf" },
});
const image = filePart(picture, 'image', 'image/png');
const messages: readonly Message[] = [
  says('user', 'Look'),
  { role: 'assistant', parts: [{ type: 'tool-call', id: 'c1', name: 'look', input: '{}' }] },
  {
    role: 'tool',
    parts: [
      {
        type: 'tool-result',
        callId: 'c1',
        parts: [{ type: 'text', text: 'Seen.' }, filePart(other, 'image', 'image/png') as never],
      },
    ],
  },
  says('assistant', 'A square.'),
  { role: 'user', parts: [image, filePart(document, 'file', 'application/pdf'), { type: 'text', text: 'And now?' }] },
];

/** The body that went out, and what was recorded of it. */
async function sent(
  dialect: DialectId,
  request: ChatRequest,
  media: (blob: string) => Promise<Uint8Array | undefined>,
) {
  const bodies: Buffer[] = [];
  const fetch: typeof globalThis.fetch = async (_url, init) => {
    bodies.push(Buffer.from(await new Response(init?.body as Blob).arrayBuffer()));
    return new Response('no', { status: 401 });
  };
  let wire: Promise<Wire | undefined> | undefined;
  await new ChatService(hostWith(fetch), sayInEnglish).ask(
    endpointAt('https://api.example.com/v1', 'custom', dialect),
    request,
    {
      ...{ key: () => Promise.resolve(keyState(testKey)), signal: new AbortController().signal },
      ...{ onEvents: () => undefined, media, onWire: (recorded) => void (wire = recorded) },
    },
  );
  return { body: bodies[0]?.toString() ?? '', wire: await wire };
}

/** Opens a request as a session. Files of the session `first` lie in `kept`. */
async function opened(text: string, kept: KeptFiles, files: MemoryFiles) {
  const read = atOnce(readRequest(text));
  assert.ok(!('problem' in read), 'problem' in read ? read.problem(sayInEnglish) : '');
  const made = await withFiles(read, {
    kept: (session, blob) => kept.read(session, blob),
    sha256: (bytes) => Promise.resolve(shaOf(bytes)),
    breathe: () => undefined,
  });
  const store = storeOn(files, 'one');
  const fresh = await store.create();
  fresh.append(atOnce(importEvents(made.request, { backend: maker, randomId: randomUUID, now: 1 })));
  for (const { part, bytes } of made.files) await kept.keep(fresh, part.blob, part.mediaType, bytes);
  const live = new LiveSession(fresh, { ...provider().host, files: kept, randomId: randomUUID });
  return { live, notes: made.request.notes.map((note) => note(sayInEnglish)) };
}

function keptOn(files: MemoryFiles): KeptFiles {
  return new KeptFiles(new BlobFiles({ host: hostOf(files), folder: root, workspace: undefined }));
}

describe('a request with files that is opened as a session', () => {
  const known = new Map([picture, other, document].map((bytes) => [shaOf(bytes), bytes]));
  for (const dialect of dialectIds) {
    it(`sends the same bytes again, as it was exported and as it went out: ${dialect}`, async () => {
      const first = await sent(dialect, requestOf({ model: 'm', messages: [...messages] }), (blob) =>
        Promise.resolve(known.get(blob)),
      );
      assert.ok(first.body.includes(base64Of(picture)) && first.body.includes(base64Of(document)));
      const request = first.wire && sentRequestOf(first.wire);
      assert.ok(request);
      const files = new MemoryFiles();
      const kept = keptOn(files);
      await files.makeFolder(`${root}/no-folder/s-1`);
      for (const [blob, bytes] of known)
        await files.writeWhole(`${root}/no-folder/s-1/${blobFileName(blob, 'png')}`, [bytes]);
      const code = requestCode(request, 'curl', (blob) => `/home/it's me/sessions/no-folder/s-1/blob.${blob}.png`);
      assert.ok('code' in code && !code.code.includes(base64Of(picture)));
      const asCurl = `curl https://api.example.com${new URL(request.url).pathname} -d @- <<'JSON'\n${first.body}\nJSON\n`;
      for (const text of [code.code, asCurl]) {
        const { live, notes } = await opened(text, kept, files);
        assert.deepEqual(notes, []);
        const asked = live.main.requestOf(maker, live.main.draft);
        assert.ok(typeof asked !== 'string');
        const again = await sent(dialect, asked.request, (blob) => kept.read(live.id, blob));
        assert.equal(again.body, first.body);
        await live.close();
      }
    });
  }

  it('has its last message in the field with its files, which come before the text', async () => {
    const files = new MemoryFiles();
    const content = [
      { type: 'input_text', text: 'What?' },
      { type: 'input_image', image_url: `data:image/jpeg;base64,${base64Of(picture)}` },
    ];
    const text = JSON.stringify({ model: 'm', input: [{ role: 'user', content }] });
    const { live, notes } = await opened(text, keptOn(files), files);
    const { message, attachments = [] } = live.main.draft;
    const [file] = attachments;
    // The media type is read from the bytes of the file, not from its data URL.
    assert.deepEqual([message, file?.mediaType, file?.name, file?.width], ['What?', 'image/png', 'image.png', 4]);
    assert.deepEqual(await keptOn(files).read(live.id, shaOf(picture)), picture);
    assert.deepEqual(notes, ['The files of the last message come before its text now.']);
    await live.close();
  });

  it('says which files it left out, and why', async () => {
    const files = new MemoryFiles();
    const gone = `<file s-1/${'a'.repeat(64)}>`;
    const urls = [
      ...['https://example.com/a.png', 'data:image/svg+xml,<svg/>', ''],
      ...['data:image/png;base64,iVB*', `data:image/png;base64,${base64Of(picture).slice(0, 41)}`],
      ...[`data:image/png;base64,${btoa('<svg/>')}`, `data:image/png;base64,${gone}`],
    ];
    const content = [
      { type: 'text', text: 'What?' },
      ...urls.map((url) => ({ type: 'image_url', image_url: { url, detail: 'high' } })),
      { type: 'file', file: { file_id: 'f' } },
    ];
    const text = JSON.stringify({ model: 'm', messages: [{ role: 'user', content }] });
    const { live, notes } = await opened(text, keptOn(files), files);
    assert.deepEqual([live.main.draft.message, live.main.draft.attachments ?? []], ['What?', []]);
    assert.deepEqual(notes, [
      'Images that were left out: 3',
      'Files that were left out: 1',
      'Fields of messages that were not taken: detail, file_id',
      'Files that are no longer kept here, and were left out: 1',
      'Files whose base64 is damaged, and which were left out: 2',
      'Files that are no PNG, JPEG, GIF, WebP or PDF, and were left out: 1',
    ]);
    await live.close();
  });

  it('holds more of them than a message can have as a question that was asked, and no more than a session takes', () => {
    const urls = Array.from({ length: 510 }, (_, i) => `data:image/png;base64,${base64Of(png(1, 1, i + 1))}`);
    const content = urls.map((url) => ({ type: 'image_url', image_url: { url } }));
    const text = JSON.stringify({ model: 'm', messages: [{ role: 'user', content }] });
    const read = atOnce(readRequest(text));
    assert.ok(!('problem' in read));
    assert.deepEqual(
      [read.files.length, read.notes.map((note) => note(sayInEnglish))],
      [500, ['Images that were left out: 10']],
    );
    const events = atOnce(importEvents(read, { backend: undefined, randomId: randomUUID, now: 1 }));
    assert.deepEqual(
      events.map(({ type }) => type),
      ['nodeAdded', 'nodeAdded', 'columnSet', 'draftChanged'],
    );
  });
});
