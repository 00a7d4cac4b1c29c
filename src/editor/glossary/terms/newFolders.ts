import { Follower } from '../../shared/follower';

/** Milliseconds of quiet after the last arrival, as many come at once. */
const quietMs = 500;

/** Arrivals that are each looked at. When more come at once, one of them is taken to be a folder. */
const maxLooks = 100;

interface NewFoldersDeps<Place> {
  readonly isFolder: (place: Place) => Promise<boolean>;
  /** Called when a folder has come, with everything in it. */
  readonly onFolder: () => Promise<void>;
  readonly failed: (error: unknown) => void;
  readonly later?: (ms: number, run: () => void) => () => void;
}

/**
 * Reports when a folder has come. The name does not tell: folders may have dots in their names, and files may have
 * none.
 */
export class NewFolders<Place> {
  private readonly arrived = new Set<Place>();
  private readonly follower: Follower;

  constructor(private readonly deps: NewFoldersDeps<Place>) {
    const { failed, later } = deps;
    this.follower = new Follower({ run: (signal) => this.look(signal), failed, ...(later && { later }) });
  }

  dispose(): void {
    this.follower.stop();
  }

  /** Adds a file or folder that came. */
  add(place: Place): void {
    if (this.arrived.size <= maxLooks) this.arrived.add(place);
    this.follower.soon(quietMs);
  }

  private async look(signal: AbortSignal): Promise<void> {
    const places = [...this.arrived];
    const isMany = places.length > maxLooks;
    const hasFolder = isMany || (await Promise.all(places.map((place) => this.deps.isFolder(place)))).some(Boolean);
    // Another place came meanwhile, and is looked at together with these.
    if (signal.aborted) return;
    this.arrived.clear();
    if (hasFolder) await this.deps.onFolder();
  }
}
