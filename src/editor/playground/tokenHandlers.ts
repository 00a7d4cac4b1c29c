import { whatItCan } from '../../core/chat/whatItCan';
import { textOf } from '../../core/playground/session/nodeText';
import type { LiveSession } from '../../core/playground/liveSession';
import type { FromPage, pageAnswers } from '../../core/playground/playgroundProtocol';
import { startWith, tokenViewOf, tokensAtPlace } from '../../core/playground/tokenQuestions';
import { say } from '../shared/words';
import type { PanelHandlers } from '../shared/webviewHost';
import type { MessageDeps, Tell } from './messageHandlers';
import type { SendController } from './sendController';

type Handled = 'tokens' | 'tokensAt' | 'continueFrom';

interface TokenDeps extends Pick<MessageDeps, 'backends' | 'tables'> {
  readonly sending: Pick<SendController, 'continue'>;
}

/** Tells the page how likely the tokens of an answer were, and lets a model go on from another one. */
export function tokenHandlers(
  { backends, tables, sending }: TokenDeps,
  shown: () => LiveSession | undefined,
  tell: Tell,
): Pick<PanelHandlers<FromPage, typeof pageAnswers>, Handled> {
  return {
    async tokens({ answerId }) {
      const live = shown();
      const answer = live?.answer(answerId);
      if (!live || !answer) return { state: 'none', why: 'not-kept' };
      const { providerId, model } = answer.target;
      const backend = backends.find(providerId);
      const catalog = await tables.catalog();
      const can = backend && whatItCan('logprobs', backend, model, catalog, say);
      return tokenViewOf(answer, live.tokensOf(answerId), {
        offers: (await backend?.parameters(model)) ?? [],
        continues: backend?.continues?.(model, catalog) ?? false,
        lacks: can?.does === 'no' ? can.why : undefined,
      });
    },
    tokensAt({ answerId, at }) {
      const map = shown()?.tokensOf(answerId);
      return Promise.resolve(map ? tokensAtPlace(map, at) : []);
    },
    continueFrom({ column, answerId, at, alternative }) {
      const live = shown();
      const [answer, map] = [live?.answer(answerId), live?.tokensOf(answerId)];
      const start = answer && map && startWith(textOf(answer), map, at, alternative);
      if (!live || start === undefined) return;
      return tell(column, sending.continue({ live, column }, answerId, start), answerId);
    },
  };
}
