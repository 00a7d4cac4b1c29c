import { abilityOf } from '../../core/chat/modelAbilities';
import { textOf } from '../../core/playground/session/nodeText';
import type { LiveSession } from '../../core/playground/liveSession';
import type { FromPage, pageAnswers } from '../../core/playground/playgroundProtocol';
import { tokenMapOf } from '../../core/playground/tokenMap';
import type { TokenMap } from '../../core/playground/tokenMap';
import { startWith, tokenViewOf, tokensAtPlace } from '../../core/playground/tokenQuestions';
import { pace } from '../shared/pace';
import { say } from '../shared/words';
import type { PanelHandlers } from '../shared/webviewHost';
import type { MessageDeps, Tell } from './messageHandlers';
import type { SendController } from './sendController';

type Handled = 'tokens' | 'tokensAt' | 'continueFrom';

interface TokenDeps extends Pick<MessageDeps, 'backends' | 'tables'> {
  readonly sending: Pick<SendController, 'continue'>;
}

/**
 * Makes the handlers that tell the page how likely the tokens of an answer were, and let a model continue from another
 * token.
 */
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
      const can = backend && abilityOf('logprobs', backend, model, catalog, say);
      return tokenViewOf(answer, await mapOf(live, answerId), {
        offers: (await backend?.parameters(model)) ?? [],
        continues: backend?.continues?.(model, catalog) ?? false,
        lacks: can?.does === 'no' ? can.why : undefined,
      });
    },
    async tokensAt({ answerId, at }) {
      const map = await mapOf(shown(), answerId);
      return map ? tokensAtPlace(map, at) : [];
    },
    async continueFrom({ column, answerId, at, alternative }) {
      const live = shown();
      const map = await mapOf(live, answerId);
      const answer = live?.answer(answerId);
      const start = answer && map && startWith(textOf(answer), map, at, alternative);
      if (!live || start === undefined) return;
      return tell(column, sending.continue({ live, column }, answerId, start), answerId);
    },
  };
}

function mapOf(live: LiveSession | undefined, answerId: string): Promise<TokenMap> | undefined {
  const answer = live?.answer(answerId);
  const tokens = live?.tokensOf(answerId);
  return answer && tokens && tokenMapOf(answer, tokens, pace());
}
