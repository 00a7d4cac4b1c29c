import type { Say } from '../../base/say';
import { hostOf, isLoopback } from './endpoint';

/** Where a server is, for the one who sits before the window. */
export type Locality = Machine | 'elsewhere';
export type Machine = 'this-machine' | 'remote-machine';

/**
 * The machine on which the extension runs, which in a remote window is not that of the user. `remoteName`: what VS Code calls
 * the remote. A window in a browser is one, and is named by its address: at a loopback address, editor, files and model server
 * are on the one machine that the user knows.
 */
export const machineOf = (remoteName: string | undefined): Machine =>
  remoteName === undefined || isLoopback(`http://${remoteName}`) ? 'this-machine' : 'remote-machine';

/** A loopback address means the machine on which the extension runs. */
export const placeOf = (baseUrl: string, remoteName: string | undefined): Locality =>
  isLoopback(baseUrl) ? machineOf(remoteName) : 'elsewhere';

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
