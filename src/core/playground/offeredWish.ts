import { piecesOf } from '../chat/messages/sampling';
import type { ParameterOffer } from '../chat/parameters/offers';
import type { AskWish } from './session/messagesFor';

type Wish = Pick<AskWish, 'temperature' | 'sampling'>;

/**
 * Leaves out of a wish what the model is not offered: nothing is asked with that, and no answer says that it was. The page
 * says so where it is set.
 */
export function offeredWish<W extends Wish>(wish: W, offers: readonly ParameterOffer[]): W {
  const taken = new Set(offers.flatMap(({ name, isRefused }) => (isRefused === true ? [] : [name])));
  const { sampling = '' } = wish;
  const pieces = piecesOf(sampling);
  const kept = pieces.filter(([name]) => taken.has(name));
  return {
    ...wish,
    ...(!taken.has('temperature') && { temperature: null }),
    ...(kept.length < pieces.length && { sampling: kept.map(([name, value]) => `${name}=${value}`).join(' ') }),
  };
}
