import { formatCount } from '../../base/numbers';
import type { Say } from '../../base/say';
import type { ErrorView } from '../../chat/messages/errors';
import type { PocketUsage } from './pocketProtocol';
import type { PocketLacks } from './pocketRequest';
import { fits, maxUnits, pocketLimits, roomFor } from './pocketRoom';
import type { Counts } from './pocketRoom';

// Error messages of Pocket: what happened, to what, and what to do next.

const lacks: Readonly<Record<PocketLacks, (say: Say) => Pick<ErrorView, 'message' | 'advice'>>> = {
  model: (say) => ({
    message: say('Pocket has only one model, and its id is pocket. Nothing was sent to it.'),
    advice: say('Set the model to pocket in the settings above the message, or use a real model.'),
  }),
  system: (say) => ({
    message: say('Pocket does not accept a system prompt: it was not trained on one. Nothing was sent to it.'),
    advice: say(
      'Clear it in the settings above the message and send the question again as a new one, or use a real model.',
    ),
  }),
  attachments: (say) => ({
    message: say('Pocket reads only text: it has never seen a picture or a file. Nothing was sent to it.'),
    advice: say('Start a new session without them, or use a real model.'),
  }),
  tools: (say) => ({
    message: say('Pocket cannot call tools or read their results. Nothing was sent to it.'),
    advice: say('Start a new session, or use a real model.'),
  }),
};

/** Parts that came earlier in the session. A new session is without them. */
const leftBehind = new Set<PocketLacks>(['attachments', 'tools']);

export const pocketLacksView = (lacking: PocketLacks, say: Say): ErrorView => ({
  kind: 'cannot-take',
  ...lacks[lacking](say),
  actions: leftBehind.has(lacking) ? ['new-session', 'use-real-model'] : ['use-real-model'],
});

/** Reports both counts, and that nothing was cut. `maxTokens` is the limit of the answer, where one was given. */
export function tooLongView(
  { tokens, lastTokens, window }: Counts,
  maxTokens: number | undefined,
  say: Say,
): ErrorView {
  const [all, last] = [formatCount(tokens), formatCount(lastTokens)];
  const size =
    tokens === lastTokens
      ? say('This text has {0} tokens.', all)
      : say('The conversation with this message has {0} tokens, the message alone {1}.', all, last);
  const room = say(
    "Pocket's context window has {0} tokens, of which {1} are reserved for the answer.",
    ...[formatCount(window), roomFor(maxTokens)],
  );
  return doesNotFit(size, room, fits({ tokens: lastTokens, window }, maxTokens), say);
}

interface FarTooLong {
  /** UTF-16 code units of the conversation with the message. */
  readonly characters: number;
  /** Whether the message stands alone. */
  readonly isAlone: boolean;
  /** Whether the message fits in a session of its own. */
  readonly mends: boolean;
}

/** Reports a text that can never fit and was not counted. */
export function farTooLongView({ characters, isAlone, mends }: FarTooLong, say: Say): ErrorView {
  const size = isAlone
    ? say('This text has {0} characters.', formatCount(characters))
    : say('The conversation with this message has {0} characters.', formatCount(characters));
  const room = say(
    "Pocket's context window has {0} tokens, which hold at most {1} characters.",
    ...[formatCount(pocketLimits.window), formatCount(maxUnits)],
  );
  return doesNotFit(size, room, mends, say);
}

const doesNotFit = (size: string, room: string, mends: boolean, say: Say): ErrorView => ({
  kind: 'does-not-fit',
  message: [size, room, say('Nothing was sent, and nothing was cut.')].join(' '),
  advice: mends ? say('Start a new session, where the message fits, or use a real model.') : shorten(say),
  actions: mends ? ['new-session', 'use-real-model'] : ['use-real-model'],
});

const shorten = (say: Say): string =>
  say('Shorten the text, or use a real model, which holds hundreds of times as much.');

/** Reports that the window was full before the answer was complete. `isAlone`: nothing stood before the question. */
export function windowFullView({ promptTokens, answerTokens }: PocketUsage, isAlone: boolean, say: Say): ErrorView {
  const counts = [formatCount(promptTokens), formatCount(answerTokens)];
  if (isAlone) {
    return {
      kind: 'does-not-fit',
      message: say(
        "Pocket's context window was full, with {0} tokens of this text and {1} of the answer, so the answer ends here.",
        ...counts,
      ),
      advice: shorten(say),
      actions: ['use-real-model'],
    };
  }
  return {
    kind: 'does-not-fit',
    message: say(
      "Pocket's context window was full, with {0} tokens of the conversation and {1} of the answer, so the answer ends here.",
      ...counts,
    ),
    advice: say('Ask again in a new session, where the answer has more room, or use a real model.'),
    actions: ['new-session', 'use-real-model'],
  };
}

/** Reports a fault of our own: the thread ended, or the file is damaged. */
export const brokenView = (say: Say): ErrorView => ({
  kind: 'unexpected',
  message: say('Pocket stopped working.'),
  advice: say(
    "Retry. If it happens again, reinstall AI Field Guide to repair Pocket's file. The log (Output panel, AI Field Guide) says what happened.",
  ),
  actions: ['retry', 'use-real-model'],
});
