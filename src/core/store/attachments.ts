import { unlessMissing } from '../files/files';
import { StoreError } from './types';
import type { Attachments, StoreHost } from './types';

/** Bytes of one attachment: more than any provider takes. */
const largestAttachment = 32 * 1024 * 1024;

/** Milliseconds for which an attachment stays that nothing refers to: its event may not be there yet. */
const graceMs = 60 * 60 * 1000;

const blobName = /^[0-9a-f]{64}$/;

export interface SessionAttachments extends Attachments {
  /** Removes those that are not named and have been there for an hour. */
  keepOnly(blobs: Iterable<string>): Promise<void>;
}

/** The bytes beside a session, each under its hash. */
export function sessionAttachments(
  host: StoreHost,
  sessionFolder: string,
  ensureWritable: () => Promise<void>,
): SessionAttachments {
  const { files } = host;
  const folder = files.join(sessionFolder, 'attachments');
  return {
    async put(bytes) {
      if (bytes.length > largestAttachment) {
        throw new StoreError('attachment-too-large', `An attachment can have up to ${largestAttachment} bytes.`);
      }
      await ensureWritable();
      const blob = await host.sha256(bytes);
      const path = files.join(folder, blob);
      await files.makeFolder(folder);
      const stat = await unlessMissing(files.stat(path));
      if (stat?.size === bytes.length) await files.touch(path, host.now());
      else await files.writeWhole(path, [bytes]);
      return blob;
    },
    async get(blob) {
      if (!blobName.test(blob)) throw new StoreError('missing', 'There is no such attachment.');
      const bytes = await unlessMissing(files.read(files.join(folder, blob)));
      if (!bytes) throw new StoreError('missing', 'The attachment is not there any more.');
      return bytes;
    },
    async keepOnly(blobs) {
      const kept = new Set(blobs);
      for (const { name } of (await unlessMissing(files.list(folder))) ?? []) {
        const path = files.join(folder, name);
        if (kept.has(name) || host.now() - (await files.stat(path)).modified < graceMs) continue;
        await files.remove(path);
      }
    },
  };
}
