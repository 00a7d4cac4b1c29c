import { unlessMissing } from '../files/files';
import { readOn, readSession } from './readSession';
import type { SessionContent } from './readSession';
import type { SessionCodec, StoreHost, StoreTimes } from './types';

interface Followed<S, E> {
  readonly host: StoreHost;
  readonly codec: SessionCodec<S, E>;
  readonly times: Pick<StoreTimes, 'followMs'>;
  readonly id: string;
  readonly file: string;
}

/** Reads a session on while another window writes it. Looks at size and time of the file, which works on every disk. */
export class SessionFollower<S, E> {
  private timer: unknown;
  private content: SessionContent<S> | undefined;
  private seen = '';
  /** Counts starts and stops: a look that was under way at one of them does not count. */
  private round = 0;
  private isClosed = false;

  constructor(
    private readonly place: Followed<S, E>,
    /** `events` is `undefined` when the whole file was read. */
    private readonly onRead: (content: SessionContent<S>, events: readonly E[] | undefined) => void,
  ) {}

  /** @param content what was read already; without it the first look reads the whole file. */
  start(content?: SessionContent<S>): void {
    this.stop();
    if (this.isClosed) return;
    this.content = content;
    this.seen = '';
    this.lookLater();
  }

  stop(): void {
    this.round += 1;
    clearTimeout(this.timer);
  }

  /** For good. */
  close(): void {
    this.isClosed = true;
    this.stop();
  }

  private lookLater(): void {
    const { round } = this;
    this.timer = setTimeout(() => {
      // A file that cannot be read now, or is just being replaced, is looked at again.
      void this.look(round)
        .catch(() => undefined)
        .then(() => {
          if (round === this.round) this.lookLater();
        });
    }, this.place.times.followMs);
  }

  private async look(round: number): Promise<void> {
    const stat = await unlessMissing(this.place.host.files.stat(this.place.file));
    if (!stat) return;
    const seen = `${stat.size} ${stat.modified}`;
    if (seen === this.seen) return;
    const events = this.content && (await readOn(this.place, this.content));
    const content = events && this.content ? this.content : await readSession(this.place, { untilLastEnd: true });
    if (round !== this.round) return;
    this.content = content;
    this.seen = seen;
    if (events?.length !== 0) this.onRead(content, events);
  }
}
