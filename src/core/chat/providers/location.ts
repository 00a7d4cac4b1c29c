import type { Endpoint } from '../messages/types';
import { hostOf, originOf } from './endpoint';
import { placeOf } from './place';
import type { Machine, Locality } from './place';

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
  /** An extension sends it, and no host is known. */
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
  switch (location.kind) {
    case 'here':
      return '';
    case 'host':
      return location.host;
    case 'vendor':
      return vendorIn(location);
  }
}

/** All of the address, for whoever decides whether something goes there. */
export const addressIn = (location: Location): string =>
  location.kind === 'host' ? location.address : hostIn(location);

/** What a consent is bound to, and what tells a backend that has moved; empty where nothing leaves. */
export function originIn(location: Location): string {
  switch (location.kind) {
    case 'here':
      return '';
    case 'host':
      return location.origin;
    case 'vendor':
      return `vendor:${location.vendor}:${location.extension}`;
  }
}

export const placeIn = (location: Location): Locality => (location.kind === 'vendor' ? 'elsewhere' : location.place);

const vendorIn = ({ vendor, extension }: Extract<Location, { kind: 'vendor' }>): string => `${vendor} (${extension})`;
