import { readWire, wirePieces } from '../chat/exchange/wire';
import type { Wire } from '../chat/exchange/wire';
import type { SideFiles } from '../store/sideFiles';

/** Bytes of all data that is kept, in all workspaces. */
export const maxWireBytes = 200_000_000;

interface KeepingSession {
  readonly id: string;
  /** Resolves when the session is on the disk. */
  flush(): Promise<void>;
}

/** Store for the data sent and received for the answers of a window. It is kept beside their sessions. */
export class KeptWires {
  /** Data on its way to the disk, by session and answer. */
  private readonly pending = new Map<string, Promise<void>>();

  /** `onFailed` is called if data could not be kept. Nothing else is lost with it. */
  constructor(
    private readonly files: Pick<SideFiles, 'write' | 'read'>,
    private readonly onFailed: (error: unknown) => void,
  ) {}

  /** Keeps the data of an answer. Never rejects. */
  keep(session: KeepingSession, answer: string, wire: Promise<Wire | undefined>): Promise<void> {
    const name = nameOf(session.id, answer);
    const kept = this.write(session, answer, wire)
      .catch((error: unknown) => this.onFailed(error))
      .finally(() => this.pending.delete(name));
    this.pending.set(name, kept);
    return kept;
  }

  /** Resolves when no data of a session is on its way any more, so that its folder may be moved. */
  async whenKept(session: string): Promise<void> {
    const own = [...this.pending].filter(([name]) => name.startsWith(`${session} `));
    await Promise.all(own.map(([, kept]) => kept));
  }

  /** Reads the data of an answer; `undefined` where there is none any more. Rejects where the disk does not give it. */
  async read(session: string, answer: string): Promise<Wire | undefined> {
    await this.pending.get(nameOf(session, answer));
    const file = await this.files.read(session, answer);
    return file && readWire(file);
  }

  private async write(session: KeepingSession, answer: string, wire: Promise<Wire | undefined>): Promise<void> {
    const recorded = await wire;
    if (!recorded) return;
    // The data is kept in the folder of the session, which its first write makes.
    await session.flush();
    await this.files.write(session.id, answer, wirePieces(recorded));
  }
}

const nameOf = (session: string, answer: string): string => `${session} ${answer}`;
