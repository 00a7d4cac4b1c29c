import type { ProviderView } from '../../core/playground/playgroundProtocol';
import type { TurnHead } from '../../core/playground/session/turnHeads';

type Asked = Pick<TurnHead, 'providerId' | 'host' | 'answerId' | 'characters'>;

/**
 * How many earlier messages a message takes along to a provider that did not give the last answer. 0: it goes where the
 * conversation was, or there is none. Questions without an answer are not sent: core/playground/messagesFor.ts.
 */
export function goesAlong(turns: readonly Asked[], provider: ProviderView | undefined): number {
  const last = turns.findLast(({ answerId }) => answerId !== null);
  if (provider === undefined || last === undefined) return 0;
  if (last.providerId === provider.id && last.host === provider.host) return 0;
  return 2 * turns.filter(({ characters }) => characters.answer > 0).length;
}
