import type { AnswerRequest } from '../../core/playground/session/messagesFor';
import type { LiveSession } from '../../core/playground/liveSession';
import { limitQuestion, spentIn, textOfRequest } from '../../core/playground/spendLimit';
import type { SpendEstimate, SpendLimits } from '../../core/playground/spendLimit';
import type { Tables } from '../../core/tables';
import type { CountForModel } from '../tokens/counting/countForModel';
import { confirm } from '../shared/feedback';
import { readSetting } from '../shared/settings';
import { say } from '../shared/words';

/** Characters a token has at least, in a text that could not be counted in time. */
const fewestCharacters = 2;

/** Asks before a request that may pass a limit of the user's in US dollars. Without a limit it does nothing. */
export class SpendGuard {
  /** By session: US dollars by which it may pass its limit. In this window only. */
  private readonly allowed = new Map<string, number>();
  /** Sessions with models of which it cannot be said, and that were allowed. */
  private readonly unchecked = new Set<string>();

  constructor(
    private readonly countTokens: CountForModel,
    private readonly tables: Pick<Tables, 'catalog'>,
  ) {}

  /** `false`: the user does not want it. */
  async allows(asked: AnswerRequest, { id, session }: Pick<LiveSession, 'id' | 'session'>): Promise<boolean> {
    const limits: SpendLimits = {
      perRequest: readSetting('playground.maxRequestCost'),
      perSession: readSetting('playground.maxSessionCost'),
    };
    if (limits.perRequest === 0 && limits.perSession === 0) return true;
    const { model } = asked.request;
    const allowed = this.allowed.get(id) ?? 0;
    const question = limitQuestion(await this.estimate(asked), spentIn(session), limits, allowed, model, say);
    const what = `${id} ${asked.target.origin} ${model}`;
    if (!question || (question.passes === 'unknown' && this.unchecked.has(what))) return true;
    if (!(await confirm(question.message, question.detail, say('Send')))) return false;
    if (question.passes === 'unknown') this.unchecked.add(what);
    if (question.passes === 'session') this.allowed.set(id, allowed + limits.perSession);
    return true;
  }

  private async estimate({ backend, request }: AnswerRequest): Promise<SpendEstimate> {
    const text = textOfRequest(request);
    const counted = await this.countTokens(request.model, text, backend);
    const inputTokens = counted?.tokens ?? Math.ceil(text.length / fewestCharacters);
    const catalog = await this.tables.catalog();
    const outputTokens = request.params.maxOutputTokens ?? catalog.findModel(request.model)?.maxOutput;
    const usage = { inputTokens, outputTokens: outputTokens ?? 0 };
    const cost = await backend.costOf(request.model, usage, this.tables.catalog);
    return { inputTokens, cost, ...(outputTokens !== undefined && { outputTokens }) };
  }
}
