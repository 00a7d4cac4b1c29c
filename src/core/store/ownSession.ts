import { SessionFile } from './sessionFile';
import type { SessionPlace } from './sessionPlace';
import type { Attachments } from './types';

/** Stores a state as a session of its own: unsaved events mean nothing without what they follow. */
export async function storeAsOwn<S, E>(place: SessionPlace<S, E>, state: S, attachments: Attachments): Promise<void> {
  const { host, codec, id, folder, file } = place;
  await host.files.makeFolder(host.files.join(folder, 'attachments'));
  for (const blob of codec.blobs?.(state) ?? []) {
    const bytes = await attachments.get(blob).catch(() => undefined);
    if (bytes) await host.files.writeWhole(host.files.join(folder, 'attachments', blob), [bytes]);
  }
  const header = { format: codec.format, version: codec.version, id, created: host.now() };
  await new SessionFile(host, codec, file, header, () => undefined).rewrite(state);
}
