import { formatCount } from '../../base/numbers';
import type { ErrorView } from '../../chat/errors';
import type { Lacking } from './pocketRequest';
import { fits, roomFor } from './pocketRoom';
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
  const isAlone = tokens === lastTokens;
  const room = `The window of Pocket has ${formatCount(window)}, and ${roomFor(maxTokens)} of them are kept for the answer. Nothing was sent, and nothing was cut.`;
  const mends = fits({ tokens: lastTokens, window }, maxTokens);
  return {
    kind: 'does-not-fit',
    message: isAlone
      ? `This text has ${formatCount(tokens)} tokens. ${room}`
      : `The conversation with this message has ${formatCount(tokens)} tokens, the message alone ${formatCount(lastTokens)}. ${room}`,
    advice: mends
      ? 'Start a new session, where the message fits; or use a real model.'
      : 'Shorten the text, or use a real model: theirs hold hundreds of times as much.',
    actions: mends ? ['new-session', 'use-real-model'] : ['use-real-model'],
  };
}

/** Our own fault: the thread ended, or the file is damaged. */
export const brokenView: ErrorView = {
  kind: 'unexpected',
  message: 'Pocket stopped working.',
  advice:
    'Retry. If it happens again, the log says why (Output panel, AI Field Guide); installing again mends its file.',
  actions: ['retry', 'use-real-model'],
};
