import { formatCount, formatRate } from '../../core/base/numbers';
import type { Say } from '../../core/base/say';
import type { Caps } from '../../core/evals/run/runBudget';
import type { ProviderEstimate } from '../../core/evals/run/estimate';

/** The recipient of the requests of a provider of a config. */
export interface Addressee extends ProviderEstimate {
  /** The id of the provider in the config. */
  readonly id: string;
  /** The provider that is asked, and its address. */
  readonly name: string;
  readonly address: string;
  readonly model: string;
  readonly isJudge: boolean;
}

/** Rounds US dollars up to two significant digits. */
export function roundedUp(usd: number): number {
  if (usd <= 0) return 0;
  const step = 10 ** (Math.floor(Math.log10(usd)) - 1);
  return Number((Math.ceil(usd / step - 1e-9) * step).toPrecision(2));
}

/**
 * Returns the caps of a run if the user has set none: the most it may use. If a price is not known, requests and tokens
 * are capped, too.
 */
export function usualCaps(to: readonly Addressee[]): Caps {
  const known = to.flatMap(({ usd }) => usd ?? []);
  const costUsd = roundedUp(known.reduce((sum, usd) => sum + usd, 0));
  if (known.length === to.length) return { costUsd };
  const tokens = tokensOf(to);
  return { ...(costUsd > 0 && { costUsd }), requests: requestsOf(to), ...(tokens !== null && { tokens }) };
}

const requestsOf = (to: readonly Addressee[]): number => to.reduce((sum, each) => sum + each.requests, 0);

const tokensOf = (to: readonly Addressee[]): number | null =>
  to.reduce<number | null>((sum, { tokens }) => (sum === null || tokens === null ? null : sum + tokens), 0);

/** Whether caps that the user has set let a run finish. */
export function holdsAll(caps: Caps, to: readonly Addressee[]): boolean {
  const usual = usualCaps(to);
  const most = { costUsd: usual.costUsd ?? 0, requests: requestsOf(to), tokens: tokensOf(to) ?? Infinity };
  return capKinds.every((kind) => {
    const cap = caps[kind];
    return cap === undefined ? (usual[kind] ?? 0) === 0 : most[kind] <= cap;
  });
}

const capKinds = ['costUsd', 'requests', 'tokens'] as const;
export type CapKind = (typeof capKinds)[number];

/** Returns the kinds of caps that apply. A run without cost is capped by requests. */
export function kindsOf(caps: Caps): readonly CapKind[] {
  const kinds = capKinds.filter((kind) => (caps[kind] ?? 0) > 0);
  return kinds.length > 0 ? kinds : ['requests'];
}

/** Returns the caps of a run, with those that the user has set before if their kinds apply here. */
export function rememberedCaps(usual: Caps, before: Caps | undefined): Caps {
  const kept = kindsOf(usual).flatMap((kind) => (before?.[kind] === undefined ? [] : [[kind, before[kind]] as const]));
  return { ...usual, ...Object.fromEntries(kept) };
}

/** Asks whether a run may begin: how much it sends to which providers, what that may cost, and where it stops. */
export function runQuestion(
  name: string,
  to: readonly Addressee[],
  caps: Caps,
  say: Say,
): { readonly message: string; readonly detail: string } {
  const [requests, judged] = [requestsOf(to), requestsOf(to.filter(({ isJudge }) => isJudge))];
  const asked = to.filter((each) => each.requests > 0);
  const lines = asked.map(({ requests, usd, ...where }) => {
    const id = where.isJudge ? say('Judge {0}', where.id).trim() : where.id;
    const cost = usd === null ? say('their price is not known') : say('at most {0}', formatRate(roundedUp(usd)));
    const words = [where.name, where.address, where.model] as const;
    return say('{0}: {1} requests to {2} ({3}), model {4}, {5}.', id, formatCount(requests), ...words, cost);
  });
  const cached = to.reduce((sum, each) => sum + each.cached, 0);
  if (cached > 0) lines.push(say('Answers that are in the cache, and are not asked for: {0}.', formatCount(cached)));
  return {
    message:
      judged === 0
        ? say('Run {0}? It sends up to {1} requests.', name, formatCount(requests))
        : say(
            'Run {0}? It sends up to {1} requests, {2} of them to a judge.',
            ...([name, formatCount(requests), formatCount(judged)] as const),
          ),
    detail: [...lines, ...capLines(caps, say)].join('\n'),
  };
}

function capLines({ costUsd, requests, tokens }: Caps, say: Say): string[] {
  const lines: string[] = [];
  if (costUsd !== undefined && (requests === undefined || costUsd !== 0)) {
    lines.push(say('It sends nothing that may bring the run above {0}.', formatRate(costUsd)));
  }
  if (requests !== undefined) lines.push(say('It sends {0} requests at most.', formatCount(requests)));
  if (tokens !== undefined) {
    lines.push(say('It sends nothing that may bring the run above {0} tokens.', formatCount(tokens)));
  }
  return lines;
}
