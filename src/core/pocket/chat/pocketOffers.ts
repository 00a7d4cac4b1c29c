import { numberParameters } from '../../chat/messages/sampling';
import type { Say } from '../../base/say';
import type { ParameterOffer } from '../../chat/parameters/offers';

/** The parameters that Pocket takes. They say how a token is drawn, and what is reported of it. */
const taken = [
  ...['temperature', 'top_k', 'top_p', 'min_p', 'repetition_penalty', 'frequency_penalty', 'presence_penalty'],
  ...['seed', 'logprobs', 'stop'],
];

export const pocketOffers = (say: Say): ParameterOffer[] =>
  taken.map((name) => {
    const number = name === 'temperature' ? { from: 0, to: 2 } : numberParameters[name];
    return {
      name,
      ...(number && { min: number.from, max: number.to, ...('isWhole' in number && { isWhole: true }) }),
      ...(name === 'top_k' && { note: say('Without a temperature, tokens are drawn at temperature 1.') }),
    };
  });
