import type { AnswerRequest } from '../../core/playground/session/messagesFor';
import type { LiveSession } from '../../core/playground/liveSession';
import { mostCost } from '../../core/chat/mostCost';
import { RequestSizes } from '../../core/playground/requestSize';
import { allowedFrom, limitQuestion } from '../../core/playground/spendLimit';
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
  /** US dollars that the user has allowed, by session; in this window only. */
  private readonly allowed = new Map<string, number>();
  /** Sessions and models of unknown cost that the user has allowed. */
  private readonly unchecked = new Set<string>();

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
    const question = limitQuestion(estimate, spent, limits, this.allowed.get(id) ?? 0, model, say);
    if (!question) return true;
    const { passes, message, detail } = question;
    const what = `${id} ${asked.target.origin} ${model}`;
    if (passes.includes('unknown') && this.unchecked.has(what)) return true;
    if (!(await confirm(message, detail, say('Send')))) return false;
    if (passes.includes('unknown')) this.unchecked.add(what);
    if (passes.includes('session')) this.allowed.set(id, allowedFrom(spent, estimate, limits));
    return true;
  }

  private async estimate({ backend, request }: AnswerRequest): Promise<SpendEstimate> {
    const catalog = await this.tables.catalog();
    const inputTokens = await this.sizes.tokensOf(request, backend, catalog);
    return { inputTokens, ...(await mostCost(backend, request, inputTokens, catalog, say)) };
  }
}
