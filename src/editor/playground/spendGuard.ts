import type { AnswerRequest } from '../../core/playground/session/messagesFor';
import type { LiveSession } from '../../core/playground/liveSession';
import { mostCost } from '../../core/chat/mostCost';
import { RequestSizes } from '../../core/playground/requestSize';
import { SpendPermissions } from '../../core/playground/spendLimit';
import type { SpendEstimate, SpendLimits } from '../../core/playground/spendLimit';
import { totalsOf } from '../../core/playground/totals';
import type { Tables } from '../../core/tables';
import type { CountForModel } from '../tokens/counting/countForModel';
import { confirm } from '../shared/feedback';
import { isReadable, readSetting } from '../shared/settings';
import { settingId } from '../shared/settingsTable';
import { say } from '../shared/words';

const limitSettings = ['playground.maxRequestCost', 'playground.maxSessionCost'] as const;

/** Asks before a request that may exceed one of the user's limits in US dollars. Without a limit it does nothing. */
export class SpendGuard {
  private readonly permissions = new SpendPermissions();
  private readonly sizes: RequestSizes;

  constructor(
    countTokens: CountForModel,
    private readonly tables: Pick<Tables, 'catalog'>,
  ) {
    this.sizes = new RequestSizes(countTokens);
  }

  /** Whether the request may be sent; `false` where the user declines. */
  async allows(asked: AnswerRequest, { id, session }: Pick<LiveSession, 'id' | 'session'>): Promise<boolean> {
    const limits: SpendLimits = {
      perRequest: readSetting('playground.maxRequestCost'),
      perSession: readSetting('playground.maxSessionCost'),
      unread: limitSettings.filter((name) => !isReadable(name)).map(settingId),
    };
    if (limits.perRequest === 0 && limits.perSession === 0 && limits.unread?.length === 0) return true;
    const { model } = asked.request;
    const [estimate, spent] = [await this.estimate(asked), totalsOf(session.nodes.values())];
    const request = { sessionId: id, origin: asked.target.origin, model, estimate, spent, limits };
    const question = this.permissions.questionFor(request, say);
    if (!question) return true;
    if (!(await confirm(question.message, question.detail, say('Send')))) return false;
    this.permissions.allow(request, question);
    return true;
  }

  private async estimate({ backend, request }: AnswerRequest): Promise<SpendEstimate> {
    const catalog = await this.tables.catalog();
    const inputTokens = await this.sizes.tokensOf(request, backend, catalog);
    return { inputTokens, ...(await mostCost(backend, request, inputTokens, catalog, say)) };
  }
}
