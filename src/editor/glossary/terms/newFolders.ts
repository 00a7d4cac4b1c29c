import { Follower } from '../../shared/follower';

/** After the last that came: many come at once. ms. */
const quietMs = 500;

/** Arrivals that are each looked at. Among more that come at once there is a folder. */
const maxLooks = 100;

interface NewFoldersDeps<Place> {
  readonly isFolder: (place: Place) => Promise<boolean>;
  /** A folder has come, with what is in it. */
  readonly onFolder: () => Promise<void>;
  readonly failed: (error: unknown) => void;
  readonly later?: (ms: number, run: () => void) => () => void;
}

/** Tells when a folder has come. A name says nothing of that: folders have dots in theirs, and files have none. */
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

  /** Call with each file or folder that came. */
  add(place: Place): void {
    if (this.arrived.size <= maxLooks) this.arrived.add(place);
    this.follower.soon(quietMs);
  }

  private async look(signal: AbortSignal): Promise<void> {
    const places = [...this.arrived];
    const isMany = places.length > maxLooks;
    const hasFolder = isMany || (await Promise.all(places.map((place) => this.deps.isFolder(place)))).some(Boolean);
    // Something came meanwhile, and is looked at with these.
    if (signal.aborted) return;
    this.arrived.clear();
    if (hasFolder) await this.deps.onFolder();
  }
}
