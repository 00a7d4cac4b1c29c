import type { Backend } from '../chat/backend';
import { samplingPieces } from '../chat/messages/sampling';
import { askedBesides, readBodyFields } from '../chat/parameters/bodyFields';
import { readTools } from '../chat/parameters/toolDefinitions';
import type { ParameterOffer } from '../chat/parameters/offers';
import type { AskWish } from './session/messagesFor';

type Wish = Pick<AskWish, 'temperature' | 'sampling' | 'bodyFields' | 'tools' | 'toolChoice'> &
  Partial<Pick<AskWish, 'maxOutputTokens' | 'schema'>>;

/** The name of a field that cannot be sent to a model as it is written. */
export type Unsendable = 'bodyFields' | 'tools';

type Takes = Pick<Backend['can'], 'bodyFields' | 'tools'>;

/** Returns whether body fields and tools can be sent to a model. Tools are left out where it is known to call none. */
export function takenFor({ can: { bodyFields, tools }, knows }: Pick<Backend, 'can' | 'knows'>, model: string): Takes {
  const calls = knows?.(model).find(({ can }) => can.tools !== undefined)?.can.tools;
  return { bodyFields, ...(tools && calls !== false && { tools }) };
}

/**
 * Removes from a wish the parameters that the model is not offered, and body fields and tools where the backend takes
 * none. Neither the request nor the record of its answer then contains them. The page reports them where they are set.
 * Returns only the name of a field where that cannot be sent to the model as it is written.
 */
export function offeredWish<W extends Wish>(
  wish: W,
  offers: readonly ParameterOffer[],
  { bodyFields: takesFields, tools: takesTools }: Takes,
): W | Unsendable {
  const body = readBodyFields(wish.bodyFields ?? '', offers, askedBesides(wish));
  if (takesFields && !('fields' in body)) return 'bodyFields';
  if (takesTools && 'problem' in readTools(wish.tools ?? '')) return 'tools';
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
    ...(!takesTools && wish.tools && { tools: '', toolChoice: '' }),
    ...(kept.length < pieces.length && { sampling: kept.map(([name, value]) => `${name}=${value}`).join(' ') }),
  };
}
