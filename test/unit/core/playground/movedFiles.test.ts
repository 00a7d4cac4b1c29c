import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { KeptFiles } from '../../../../src/core/playground/keptFiles';
import { LiveSession } from '../../../../src/core/playground/liveSession';
import { bringFiles } from '../../../../src/core/playground/movedFiles';
import { BlobFiles } from '../../../../src/core/store/blobFiles';
import { faultyFiles } from '../../../fakes/faultyFiles';
import { MemoryFiles } from '../../../fakes/memoryFiles';
import { hostOf, root } from '../../../fakes/notesStore';
import { provider, storeOn } from '../../../support/liveSessions';
import { png } from '../../../support/pictures';

describe('files that a draft has from another session', () => {
  const bytes = png(4, 4);
  const blob = createHash('sha256').update(bytes).digest('hex');
  const attachments = [{ blob, mediaType: 'image/png', name: 'a.png', bytes: bytes.length }];

  for (const isUsed of [true, false]) {
    const which = isUsed ? 'a session that is on the disk' : 'one that has nothing yet';
    it(`lie beside it once it names them, and are not named where the disk does not take them: ${which}`, async () => {
      let isFull = false;
      const disk = faultyFiles(new MemoryFiles(), (operation, path) =>
        isFull && operation === 'writeWhole' && path.includes('blob.') ? 'full' : undefined,
      );
      const kept = new KeptFiles(new BlobFiles({ host: hostOf(disk), folder: root, workspace: undefined }));
      const store = storeOn(disk, 'one');
      const open = async (): Promise<LiveSession> =>
        new LiveSession(await store.create(), { ...provider().host, files: kept, randomId: randomUUID });
      const from = await open();
      from.main.changeDraft({ message: 'Look', attachments });
      await kept.keep(from, blob, 'image/png', bytes);
      for (isFull of [false, true]) {
        const to = await open();
        if (isUsed) to.main.changeDraft({ message: 'Look' });
        const looks: Promise<string | undefined>[] = [];
        const named = (): boolean => (to.main.draft.attachments ?? []).length > 0;
        to.onNews(() => named() && void looks.push(kept.find(to.id, blob)));
        const brought = bringFiles(kept, attachments, from, to).then(() => true);
        assert.deepEqual([await brought.catch(() => false), named()], [!isFull, !isFull]);
        const found = await Promise.all(looks);
        if (isUsed) assert.deepEqual([found.length > 0, found.includes(undefined)], [!isFull, false]);
        assert.equal((await kept.read(to.id, blob)) !== undefined, !isFull);
        await to.close();
      }
      await from.close();
    });
  }
});
