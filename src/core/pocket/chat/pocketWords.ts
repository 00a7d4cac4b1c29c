import { formatCount } from '../../base/numbers';
import type { ErrorView } from '../../chat/messages/errors';
import type { PocketUsage } from './pocketProtocol';
import type { Lacking } from './pocketRequest';
import { fits, mostUnits, pocketLimits, roomFor } from './pocketRoom';
import type { Counts } from './pocketRoom';

// What Pocket says when it cannot: what happened, to what, and what to do next.

const lacks: Readonly<Record<Lacking, Pick<ErrorView, 'message' | 'advice'>>> = {
  model: {
    message: 'Pocket is one model, and its id is pocket. Nothing was sent to it.',
    advice: 'Write pocket as the model in the settings above the message, or use a real model.',
  },
  system: {
    message: 'Pocket takes no system prompt: it was not trained on one. Nothing was sent to it.',
    advice: 'Empty it in the settings above the message and send the question as a new one, or use a real model.',
  },
  attachments: {
    message: 'Pocket reads text alone: it has never seen a picture or a file. Nothing was sent to it.',
    advice: 'Start a new session without them, or use a real model.',
  },
  tools: {
    message: 'Pocket cannot call tools, nor read what one gave back. Nothing was sent to it.',
    advice: 'Start a new session, or use a real model.',
  },
};

/** What came earlier in the session: a new one is without it. */
const leftBehind = new Set<Lacking>(['attachments', 'tools']);

export const lackingView = (lacking: Lacking): ErrorView => ({
  kind: 'cannot-take',
  ...lacks[lacking],
  actions: leftBehind.has(lacking) ? ['new-session', 'use-real-model'] : ['use-real-model'],
});

/** Both counts, and that nothing was cut. `maxTokens`: of the answer, where it was said. */
export function tooLongView({ tokens, lastTokens, window }: Counts, maxTokens?: number): ErrorView {
  const size =
    tokens === lastTokens
      ? `This text has ${formatCount(tokens)} tokens`
      : `The conversation with this message has ${formatCount(tokens)} tokens, the message alone ${formatCount(lastTokens)}`;
  const room = `has ${formatCount(window)}, and ${roomFor(maxTokens)} of them are kept for the answer`;
  return doesNotFit(size, room, fits({ tokens: lastTokens, window }, maxTokens));
}

export interface FarTooLong {
  /** UTF-16 code units of the conversation with the message. */
  readonly characters: number;
  /** The message stands alone. */
  readonly isAlone: boolean;
  /** The message fits in a session of its own. */
  readonly mends: boolean;
}

/** For what can never fit, and has not been counted. */
export function farTooLongView({ characters, isAlone, mends }: FarTooLong): ErrorView {
  const size = `${isAlone ? 'This text' : 'The conversation with this message'} has ${formatCount(characters)} characters`;
  const room = `has ${formatCount(pocketLimits.window)} tokens, which hold at most ${formatCount(mostUnits)} characters`;
  return doesNotFit(size, room, mends);
}

const doesNotFit = (size: string, room: string, mends: boolean): ErrorView => ({
  kind: 'does-not-fit',
  message: `${size}. The window of Pocket ${room}. Nothing was sent, and nothing was cut.`,
  advice: mends ? 'Start a new session, where the message fits; or use a real model.' : shorten,
  actions: mends ? ['new-session', 'use-real-model'] : ['use-real-model'],
});

const shorten = 'Shorten the text, or use a real model: theirs hold hundreds of times as much.';

/** It filled before the answer was done. `isAlone`: with a question that nothing stood before. */
export const windowFullView = ({ promptTokens, answerTokens }: PocketUsage, isAlone: boolean): ErrorView => ({
  kind: 'does-not-fit',
  message: `The window of Pocket was full: ${formatCount(promptTokens)} tokens of ${isAlone ? 'this text' : 'the conversation'} and ${formatCount(answerTokens)} of the answer, which is cut there.`,
  advice: isAlone ? shorten : 'Ask again in a new session, where the answer has more room; or use a real model.',
  actions: isAlone ? ['use-real-model'] : ['new-session', 'use-real-model'],
});

/** Our own fault: the thread ended, or the file is damaged. */
export const brokenView: ErrorView = {
  kind: 'unexpected',
  message: 'Pocket stopped working.',
  advice:
    'Retry. If it happens again, the log says why (Output panel, AI Field Guide); installing again mends its file.',
  actions: ['retry', 'use-real-model'],
};
