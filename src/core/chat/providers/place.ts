import type { Say } from '../../base/say';
import { hostOf, isLoopback } from './endpoint';

/** Where a server is, for the one who sits before the window. */
export type Locality = 'this-machine' | 'remote-machine' | 'elsewhere';

/**
 * A loopback address means the machine on which the extension runs, which in a remote window is not that of the user.
 * `remoteName`: what VS Code calls the remote. A window in a browser is one, and is named by its address: at a loopback
 * address, editor, files and model server are on the one machine that the user knows.
 */
export function placeOf(baseUrl: string, remoteName: string | undefined): Locality {
  if (!isLoopback(baseUrl)) return 'elsewhere';
  return remoteName === undefined || isLoopback(`http://${remoteName}`) ? 'this-machine' : 'remote-machine';
}

/** In a few words; the host, where it is elsewhere. */
export function placeWords(place: Locality, baseUrl: string, say: Say): string {
  switch (place) {
    case 'this-machine':
      return say('this machine');
    case 'remote-machine':
      return say('remote machine');
    case 'elsewhere':
      return hostOf(baseUrl);
  }
}
