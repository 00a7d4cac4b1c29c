import { formatCount, formatUsd } from '../base/numbers';
import type { Say } from '../base/say';
import type { UsageCost } from '../catalog/priceUsage';
import type { ChatRequest } from '../chat/messages/types';
import type { SessionNode } from './session/sessionSchema';

/** US dollars; 0 where there is no limit. */
export interface SpendLimits {
  readonly perRequest: number;
  readonly perSession: number;
}

/** The most that a request may cost. */
export interface SpendEstimate {
  readonly inputTokens: number;
  /** Left out where neither the request nor the catalog says how long the answer may be. */
  readonly outputTokens?: number;
  /** That of both; `undefined` where nobody charges. */
  readonly cost: UsageCost | undefined;
}

export interface Spent {
  /** US dollars of the answers whose cost is known. */
  readonly usd: number;
  /** Answers whose cost is not. */
  readonly unknown: number;
}

/** What the answers of a session cost so far, those of all of its branches. */
export function spentIn({ nodes }: { readonly nodes: { values(): Iterable<SessionNode> } }): Spent {
  let [usd, unknown] = [0, 0];
  for (const node of nodes.values()) {
    if (node.kind !== 'answer' || node.cost === undefined) continue;
    if (node.cost.known) usd += node.cost.usd;
    if (!node.cost.known || node.cost.unknown) unknown++;
  }
  return { usd, unknown };
}

/** All the text of a request, to be counted. */
export const textOfRequest = ({ system, messages }: ChatRequest): string =>
  [system, ...messages.flatMap(({ parts }) => parts.map((part) => ('text' in part ? part.text : '')))]
    .filter((text) => text !== '')
    .join('\n');

export interface LimitQuestion {
  /** `unknown`: whether a limit is passed cannot be said. */
  readonly passes: 'request' | 'session' | 'unknown';
  readonly message: string;
  readonly detail: string;
}

/**
 * The question before a request that may pass a limit; `undefined` where it passes none. `allowed`: US dollars by which the
 * user has let this session pass its limit.
 */
export function limitQuestion(
  { inputTokens, outputTokens, cost }: SpendEstimate,
  spent: Spent,
  { perRequest, perSession }: SpendLimits,
  allowed: number,
  model: string,
  say: Say,
): LimitQuestion | undefined {
  if ((perRequest === 0 && perSession === 0) || cost === undefined) return undefined;
  const size =
    outputTokens === undefined
      ? say('About {0} tokens go in; how long the answer may get is not known.', formatCount(inputTokens))
      : say('About {0} tokens go in, and at most {1} come out.', formatCount(inputTokens), formatCount(outputTokens));
  if (!cost.known || cost.unknown || outputTokens === undefined) {
    const why = cost.known ? '' : say('Its price is unknown: {0}.', cost.reason);
    const remedy = outputTokens === undefined ? say('Set Max output to know the cost before.') : '';
    return {
      passes: 'unknown',
      message: say('Send this to {0}, though your cost limit cannot be checked?', model),
      detail: [size, why, remedy, say('You are asked once for each session and model.')].filter(Boolean).join(' '),
    };
  }
  const { usd } = cost;
  if (perRequest > 0 && usd > perRequest) {
    const message = say(
      'Send this to {0}? It may cost up to {1}, more than your limit of {2} per request.',
      model,
      formatUsd(usd),
      formatUsd(perRequest),
    );
    return { passes: 'request', message, detail: size };
  }
  if (perSession === 0 || spent.usd + usd <= perSession + allowed) return undefined;
  const message = say(
    'Send this to {0}? With up to {1}, this session may pass your limit of {2} per session.',
    model,
    formatUsd(usd),
    formatUsd(perSession + allowed),
  );
  const detail = [
    size,
    say('So far it cost {0}.', formatUsd(spent.usd)),
    spent.unknown === 0 ? '' : say('The cost of {0} of its answers is not known or not fully known.', spent.unknown),
    say('You are asked again after another {0}.', formatUsd(perSession)),
  ];
  return { passes: 'session', message, detail: detail.filter(Boolean).join(' ') };
}
