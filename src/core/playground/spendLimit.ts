import { formatCount, formatUsd } from '../base/numbers';
import type { Say } from '../base/say';
import type { UsageCost } from '../catalog/priceUsage';
import type { Totals } from './totals';

/** Limits in US dollars; 0 where there is none. */
export interface SpendLimits {
  readonly perRequest: number;
  readonly perSession: number;
  /** Settings whose limit cannot be read and may be any amount. */
  readonly unread?: readonly string[];
}

/** The most that a request may cost. */
export interface SpendEstimate {
  readonly inputTokens: number;
  /** Absent where neither the request nor the catalog limits the length of the answer. */
  readonly outputTokens?: number;
  /** The cost of input and output; `undefined` where nothing is charged. */
  readonly cost: UsageCost | undefined;
}

/** The cost so far of the answers in all branches of a session. Answers that came with a file are not counted. */
export type SessionSpend = Pick<Totals, 'usd' | 'unknown'>;

/** The limits that a request may pass; `unknown` where that cannot be told. */
type Passed = 'request' | 'session' | 'unknown';

interface LimitQuestion {
  readonly passes: readonly Passed[];
  readonly message: string;
  readonly detail: string;
}

/**
 * Returns the question to ask before a request that may pass a limit; `undefined` where it passes none. A cost that is
 * known only in part passes a limit when that part does. `allowed`: US dollars up to which the user has allowed this
 * session to go.
 */
export function limitQuestion(
  estimate: SpendEstimate,
  spent: SessionSpend,
  { perRequest, perSession, unread = [] }: SpendLimits,
  allowed: number,
  model: string,
  say: Say,
): LimitQuestion | undefined {
  const { cost, outputTokens } = estimate;
  const isLimited = perRequest > 0 || perSession > 0 || unread.length > 0;
  if (!isLimited || cost === undefined) return undefined;
  const isWhole = cost.known && !cost.unknown && outputTokens !== undefined;
  const usd = cost.known ? cost.usd : 0;
  const passesRequest = perRequest > 0 && usd > perRequest;
  const passesSession = perSession > 0 && spent.usd + usd > Math.max(perSession, allowed);
  if (isWhole && unread.length === 0 && !passesRequest && !passesSession) return undefined;
  const amount = isWhole ? say('up to {0}', formatUsd(usd)) : say('at least {0}', formatUsd(usd));
  const message = passesRequest
    ? say(
        'Send this to {0}? It may cost {1}, more than your limit of {2} per request.',
        model,
        amount,
        formatUsd(perRequest),
      )
    : passesSession
      ? say(
          'Send this to {0}? With {1}, this session may pass your limit of {2} per session.',
          model,
          amount,
          formatUsd(perSession),
        )
      : say('Send this to {0}, though your cost limit cannot be checked?', model);
  const passes: Passed[] = [];
  if (passesRequest) passes.push('request');
  if (passesSession) passes.push('session');
  if (passes.length === 0) passes.push('unknown');
  const detail = [
    ...unread.map((setting) => say('The setting {0} is not an amount in US dollars.', setting)),
    sizeWords(estimate, say),
    passesRequest && passesSession ? say('It passes your limit of {0} per session, too.', formatUsd(perSession)) : '',
    ...(passesSession ? spentWords(spent, say) : []),
    passesSession ? say('You are asked again after another {0}.', formatUsd(Math.max(usd, perSession))) : '',
    passes[0] === 'unknown' ? say('You are asked once for each session and model.') : '',
  ];
  return { passes, message, detail: detail.filter(Boolean).join(' ') };
}

/** US dollars up to which a session may go once the user has let a request pass its limit. */
export const allowedFrom = (
  { usd: spent }: SessionSpend,
  { cost }: SpendEstimate,
  { perSession }: SpendLimits,
): number => spent + Math.max(cost?.known ? cost.usd : 0, perSession);

function sizeWords({ inputTokens, outputTokens, cost }: SpendEstimate, say: Say): string {
  const size =
    outputTokens === undefined
      ? say('About {0} tokens go in; how long the answer may get is not known.', formatCount(inputTokens))
      : say('About {0} tokens go in, and at most {1} come out.', formatCount(inputTokens), formatCount(outputTokens));
  const by = cost?.known && cost.by !== undefined ? say('The price is what {0} says.', cost.by) : '';
  const why = cost?.known === false ? say('Its price is unknown: {0}.', cost.reason) : '';
  const remedy = outputTokens === undefined ? say('Set Max output to know the cost before.') : '';
  return [size, by, why, remedy].filter(Boolean).join(' ');
}

const spentWords = ({ usd, unknown }: SessionSpend, say: Say): string[] => [
  say('So far it cost {0}.', formatUsd(usd)),
  unknown === 0 ? '' : say('The cost of {0} of its answers is not known or not fully known.', unknown),
];

/** A request whose cost is compared with limits. */
interface PricedRequest {
  readonly sessionId: string;
  /** The origin of the provider's address. */
  readonly origin: string;
  readonly model: string;
  readonly estimate: SpendEstimate;
  readonly spent: SessionSpend;
  readonly limits: SpendLimits;
}

/** Remembers what the user has allowed, as long as the window is open. */
export class SpendPermissions {
  /** US dollars up to which a session may go, by its id. */
  private readonly allowed = new Map<string, number>();
  /** Sessions, origins and models whose cost cannot be checked. */
  private readonly unchecked = new Set<string>();

  /** Returns the question to ask before a request; `undefined` where it may be sent. */
  questionFor(request: PricedRequest, say: Say): LimitQuestion | undefined {
    const { estimate, spent, limits, model } = request;
    const question = limitQuestion(estimate, spent, limits, this.allowed.get(request.sessionId) ?? 0, model, say);
    return question?.passes.includes('unknown') && this.unchecked.has(keyOf(request)) ? undefined : question;
  }

  /** Remembers that the user has answered the question with yes. */
  allow(request: PricedRequest, { passes }: Pick<LimitQuestion, 'passes'>): void {
    const { sessionId, spent, estimate, limits } = request;
    if (passes.includes('unknown')) this.unchecked.add(keyOf(request));
    if (passes.includes('session')) this.allowed.set(sessionId, allowedFrom(spent, estimate, limits));
  }
}

const keyOf = ({ sessionId, origin, model }: PricedRequest): string => JSON.stringify([sessionId, origin, model]);
