import type { Say } from '../../base/say';
import type { Endpoint } from '../messages/chatTypes';
import { hostOf, isLoopback, originOf } from './endpoint';

/** Where a server is, as the user in front of the window sees it. */
export type Locality = Machine | 'elsewhere';
type Machine = 'this-machine' | 'remote-machine';

/**
 * Returns the machine on which the extension runs, which in a remote window is not that of the user. `remoteName`: the
 * name that VS Code gives the remote. A window in a browser is a remote one, and is named by its address: at a loopback
 * address, editor, files and model server are on the one machine that the user knows.
 */
export const machineOf = (remoteName: string | undefined): Machine =>
  remoteName === undefined || isLoopback(`http://${remoteName}`) ? 'this-machine' : 'remote-machine';

/** Returns where a server is. A loopback address means the machine on which the extension runs. */
export const placeOf = (baseUrl: string, remoteName: string | undefined): Locality =>
  isLoopback(baseUrl) ? machineOf(remoteName) : 'elsewhere';

/** Describes a place in a few words; names the host where it is elsewhere. */
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

/** Where a request goes. `here`: nowhere, as the answer is made in the extension itself, on the machine where that runs. */
export type Location =
  | { readonly kind: 'here'; readonly place: Machine }
  | {
      readonly kind: 'host';
      readonly place: Locality;
      /** The address as the user has written it. */
      readonly address: string;
      /** Host, with the port where it is not the scheme's own. */
      readonly host: string;
      /** Scheme, host and port: what a key and a consent are bound to. */
      readonly origin: string;
    }
  /** An extension sends it, and no host is known. `extension`: its id; empty where that is not known either. */
  | { readonly kind: 'vendor'; readonly vendor: string; readonly extension: string };

/** Returns where requests to an endpoint go. `remoteName`: as in `placeOf`. Throws like `parseBaseUrl`. */
export function locationOf({ baseUrl }: Pick<Endpoint, 'baseUrl'>, remoteName: string | undefined): Location {
  return {
    kind: 'host',
    place: placeOf(baseUrl, remoteName),
    address: baseUrl,
    host: hostOf(baseUrl),
    origin: originOf(baseUrl),
  };
}

/** Returns the host, or the vendor and extension where no host is known; empty where nothing is sent out. */
export function hostIn(location: Location): string {
  if (location.kind === 'here') return '';
  if (location.kind === 'host') return location.host;
  return location.extension === '' ? location.vendor : `${location.vendor} (${location.extension})`;
}

/** Returns the whole address, for the user who decides whether something goes there. */
export const addressIn = (location: Location): string =>
  location.kind === 'host' ? location.address : hostIn(location);

/**
 * Returns the key that a consent is bound to, and by which a backend that has moved is recognized; empty where nothing
 * is sent out.
 */
export function originIn(location: Location): string {
  if (location.kind === 'here') return '';
  return location.kind === 'host' ? location.origin : `${vendorPrefix}${location.vendor}:${location.extension}`;
}

/** Whether the origin of an answer means that an extension has sent the request. */
export const isVendorOrigin = (origin: string): boolean => origin.startsWith(vendorPrefix);
const vendorPrefix = 'vendor:';

export const placeIn = (location: Location): Locality => (location.kind === 'vendor' ? 'elsewhere' : location.place);
