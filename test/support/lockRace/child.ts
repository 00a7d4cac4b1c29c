import { SessionLock } from '../../../src/core/store/lock';
import { StoreRoot } from '../../../src/core/store/storeRoot';
import { host } from '../../../src/host/node/host';

/** Tries to get a lock at a given time, as often as it is told to, and says whether it got it. */
process.on('message', ({ folder, at }: { folder: string; at: number }) => {
  // Both processes leave this loop at once, wherever they are on the machine.
  while (Date.now() < at);
  const lock = new SessionLock(
    host,
    { folder, root: new StoreRoot(host.files, folder) },
    { heartbeatMs: 60_000, staleMs: 15_000 },
    () => undefined,
  );
  void lock.acquire().then(
    (isMine) => process.send?.({ isMine }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.send?.({ ready: true });
