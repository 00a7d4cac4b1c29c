import type { WorkerHost } from '../core/base/rpc/workerClient';
import type { DiskHost, LimitHost } from '../core/files/disk';
import type { StoreHost } from '../core/store/storeTypes';

/**
 * The few things that a platform provides: all that the rooms (folders) of core ask for, each by a type of its own, and what
 * the editor needs of the machine that it runs on. A room that needs more adds its own type here (`StoreHost & …`).
 */
export type Host = StoreHost &
  DiskHost &
  LimitHost &
  WorkerHost & {
    /** A file of the extension's own, which lies beside its code. */
    readonly readOwn: (file: URL) => Promise<Uint8Array>;
    /** A folder of this user for data that can be made anew, shared by all programs. */
    readonly cacheFolder: string;
    /** Another folder, for temporary files if the cache folder cannot be written. */
    readonly spareFolder: string;
    /** The home folder of this user. */
    readonly homeFolder: string;
    /** Returns a whole number from 0 below 2^31, another one on each call. */
    readonly randomSeed: () => number;
  };
