import { numberParameters } from '../../chat/messages/sampling';
import type { Say } from '../../base/say';
import type { ParameterOffer } from '../../chat/parameters/offers';

/** What Pocket takes: everything that says how a token is drawn. */
export const pocketOffers = (say: Say): ParameterOffer[] => [
  { name: 'temperature', min: 0, max: 2 },
  ...Object.entries(numberParameters).flatMap(([name, { from, to, isWhole }]) =>
    name === 'reasoning_budget'
      ? []
      : [
          {
            name,
            min: from,
            max: to,
            ...(isWhole && { isWhole }),
            ...(name === 'top_k' && { note: say('Without a temperature, tokens are drawn at temperature 1.') }),
          },
        ],
  ),
  { name: 'stop' },
];
