import type { Backend } from '../chat/backend';
import { samplingPieces } from '../chat/messages/sampling';
import { readBodyFields } from '../chat/parameters/bodyFields';
import type { ParameterOffer } from '../chat/parameters/offers';
import type { AskWish } from './session/messagesFor';

type Wish = Pick<AskWish, 'temperature' | 'sampling' | 'bodyFields'> & Partial<Pick<AskWish, 'maxOutputTokens'>>;

/**
 * Leaves out of a wish what the model is not offered, and fields of a body where none is sent: nothing is asked with that, and no
 * answer says that it was. The page says so where it is set. `undefined`: the fields of the body cannot be sent to that model.
 */
export function offeredWish<W extends Wish>(
  wish: W,
  offers: readonly ParameterOffer[],
  { bodyFields: takesFields }: Pick<Backend['can'], 'bodyFields'>,
): W | undefined {
  if (takesFields && !('fields' in readBodyFields(wish.bodyFields ?? '', offers))) return undefined;
  const taken = new Set(offers.flatMap(({ name, isRefused }) => (isRefused === true ? [] : [name])));
  const isRefused = (asked: string): boolean =>
    offers.some((offer) => offer.name === asked && offer.isRefused === true);
  const { sampling = '' } = wish;
  const pieces = samplingPieces(sampling);
  const kept = pieces.filter(([name]) => taken.has(name));
  return {
    ...wish,
    ...(!taken.has('temperature') && { temperature: null }),
    ...(isRefused('maxOutputTokens') && { maxOutputTokens: null }),
    ...(!takesFields && wish.bodyFields && { bodyFields: '' }),
    ...(kept.length < pieces.length && { sampling: kept.map(([name, value]) => `${name}=${value}`).join(' ') }),
  };
}
