import type { Reply } from '../../src/core/base/rpc/ask';
import type { FromPage } from '../../src/core/playground/playgroundProtocol';
import type { TokensAt, AnswerTokensView } from '../../src/core/playground/tokenQuestions';

/** Tokens of answers, as far as a scripted host knows them. */
export class ScriptedTokens {
  /** By answer. */
  readonly views = new Map<string, AnswerTokensView>();
  /** Those of one piece of any of them. */
  at: (at: number) => TokensAt = () => [];

  reply(message: Extract<FromPage, { type: 'tokens' | 'tokensAt' }>): Reply {
    const none: AnswerTokensView = { state: 'none', why: 'not-kept' };
    const value = message.type === 'tokens' ? (this.views.get(message.answerId) ?? none) : this.at(message.at);
    return { type: 'reply', request: message.request, value };
  }
}
