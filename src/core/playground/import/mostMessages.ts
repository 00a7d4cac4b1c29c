import { formatCount } from '../../base/numbers';
import type { Saying } from '../../base/say';

/** Of a conversation that is taken in: no model has a context window for so many, and a session has to be drawn, too. */
export const maxMessages = 30_000;

export const tooManyMessages: Saying = (say) => say('It has more than {0} messages.', formatCount(maxMessages));
