import type { WorkerHost } from '../core/base/rpc/workerClient';
import type { DiskHost, LimitHost } from '../core/files/disk';
import type { StoreHost } from '../core/store/storeTypes';

/**
 * The few things that a platform gives: all that the rooms of core ask for, each in its own words, and what the editor needs
 * of the machine that it runs on. A room that comes to ask for more adds its own to this (`StoreHost & …`).
 */
export type Host = StoreHost &
  DiskHost &
  LimitHost &
  WorkerHost & {
    /** A file of the extension's own, which lies beside its code. */
    readonly readOwn: (file: URL) => Promise<Uint8Array>;
    /** A folder of this user on this machine for what can be made anew, the same for all programs. */
    readonly cacheFolder: string;
    /** Another one, for what has to be somewhere meanwhile, where that cannot be written. */
    readonly spareFolder: string;
    /** The home folder of this user. */
    readonly homeFolder: string;
    /** A whole number from 0 below 2^31, another one each time. */
    readonly randomSeed: () => number;
  };
