import type { Say } from '../../base/say';
import type { Endpoint } from '../messages/chatTypes';
import { hostOf, isLoopback, originOf } from './endpoint';

/** Where a server is, for the one who sits before the window. */
export type Locality = Machine | 'elsewhere';
type Machine = 'this-machine' | 'remote-machine';

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

/** Where a request goes. `here`: nowhere, the answer is made in the extension itself, on the machine where that runs. */
export type Location =
  | { readonly kind: 'here'; readonly place: Machine }
  | {
      readonly kind: 'host';
      readonly place: Locality;
      /** As the user has written it. */
      readonly address: string;
      /** Host, with the port where it is not the scheme's own. */
      readonly host: string;
      /** Scheme, host and port: what a key and a consent are bound to. */
      readonly origin: string;
    }
  /** An extension sends it, and no host is known. `extension`: its id; empty where that is not known either. */
  | { readonly kind: 'vendor'; readonly vendor: string; readonly extension: string };

/** `remoteName`: what VS Code calls the remote, as in `placeOf`. Throws like `parseBaseUrl`. */
export function locationOf({ baseUrl }: Pick<Endpoint, 'baseUrl'>, remoteName: string | undefined): Location {
  return {
    kind: 'host',
    place: placeOf(baseUrl, remoteName),
    address: baseUrl,
    host: hostOf(baseUrl),
    origin: originOf(baseUrl),
  };
}

/** The host; who stands in its place where none is known; empty where nothing leaves. */
export function hostIn(location: Location): string {
  if (location.kind === 'here') return '';
  if (location.kind === 'host') return location.host;
  return location.extension === '' ? location.vendor : `${location.vendor} (${location.extension})`;
}

/** All of the address, for whoever decides whether something goes there. */
export const addressIn = (location: Location): string =>
  location.kind === 'host' ? location.address : hostIn(location);

/** The key that a consent is bound to, and that tells a backend which has moved; empty where nothing leaves. */
export function originIn(location: Location): string {
  if (location.kind === 'here') return '';
  return location.kind === 'host' ? location.origin : `${vendorPrefix}${location.vendor}:${location.extension}`;
}

/** Of an answer: an extension has sent what was asked. */
export const isVendorOrigin = (origin: string): boolean => origin.startsWith(vendorPrefix);
const vendorPrefix = 'vendor:';

export const placeIn = (location: Location): Locality => (location.kind === 'vendor' ? 'elsewhere' : location.place);
