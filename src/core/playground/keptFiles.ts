import { OneByOne } from '../base/oneByOne';
import { blobFileName } from '../store/blobFiles';
import type { BlobFiles } from '../store/blobFiles';
import { extensionOf } from '../chat/media/fileKinds';

interface KeepingSession {
  readonly id: string;
  /** Resolves when the session is on the disk. */
  flush(): Promise<void>;
}

interface Pending {
  readonly bytes: Uint8Array;
  readonly kept: Promise<void>;
}

/** The images and documents of the messages of a window, kept beside their sessions. */
export class KeptFiles {
  /** Files on their way to the disk, by session and SHA-256. */
  private readonly pending = new Map<string, Pending>();
  private readonly works = new OneByOne();

  constructor(private readonly files: Pick<BlobFiles, 'write' | 'read' | 'find' | 'copy' | 'folderOf'>) {}

  /** Keeps bytes beside a session. They can be read at once. Rejects where the disk does not take them. */
  async keep(session: KeepingSession, blob: string, mediaType: string, bytes: Uint8Array): Promise<void> {
    const name = nameOf(session.id, blob);
    const kept = this.works.run(async () => {
      // Files are kept in the folder of the session, which its first write makes.
      await session.flush();
      await this.files.write(session.id, blobFileName(blob, extensionOf(mediaType)), bytes);
    });
    const own = { bytes, kept };
    this.pending.set(name, own);
    try {
      await kept;
    } finally {
      if (this.pending.get(name) === own) this.pending.delete(name);
    }
  }

  /** Resolves when no file of a session is on its way any more, so that its folder may be moved. */
  async whenKept(session: string): Promise<void> {
    const own = [...this.pending].filter(([name]) => name.startsWith(`${session} `));
    await Promise.all(own.map(([, { kept }]) => kept.catch(() => undefined)));
  }

  /** Reads the bytes of a file; `undefined` where they are gone. Rejects where the disk does not give them. */
  async read(session: string, blob: string): Promise<Uint8Array | undefined> {
    return this.pending.get(nameOf(session, blob))?.bytes ?? (await this.files.read(session, blob));
  }

  /** Returns the path of a file; `undefined` where it is gone. */
  async find(session: string, blob: string): Promise<string | undefined> {
    await this.pending.get(nameOf(session, blob))?.kept.catch(() => undefined);
    return this.files.find(session, blob);
  }

  folderOf(session: string): Promise<string> {
    return this.files.folderOf(session);
  }

  /** Gives a session the files of another, which are in that folder or still on their way there. */
  async copy(from: { readonly id: string; readonly folder?: string }, session: KeepingSession): Promise<void> {
    await this.whenKept(from.id);
    await session.flush();
    await this.files.copy(from.folder ?? (await this.files.folderOf(from.id)), session.id);
  }
}

const nameOf = (session: string, blob: string): string => `${session} ${blob}`;
