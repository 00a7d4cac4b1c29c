import type { Backend } from '../../chat/backend';
import { isSameLocalServer } from '../../chat/providers/endpoint';
import { addressIn } from '../../chat/providers/location';

/**
 * Returns the user's provider at a base URL, or at least at its origin. No other takes its place, and none is set up.
 */
export function backendAt(baseUrl: string, backends: readonly Backend[]): Backend | undefined {
  if (!URL.canParse(baseUrl)) return undefined;
  const { origin } = new URL(baseUrl);
  const there = backends.filter(
    ({ location }) =>
      location.kind === 'host' && (location.origin === origin || isSameLocalServer(location.address, baseUrl)),
  );
  return there.find(({ location }) => addressIn(location) === baseUrl) ?? there[0];
}
