import { formatCount } from '../../base/numbers';
import type { Saying } from '../../base/say';

/**
 * Messages of an imported conversation. No model has a context window for so many, and a session has to be drawn, too.
 */
export const maxMessages = 30_000;

export const tooManyMessages: Saying = (say) => say('It has more than {0} messages.', formatCount(maxMessages));
