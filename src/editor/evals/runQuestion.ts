import { formatCount, formatRate } from '../../core/base/numbers';
import type { Say } from '../../core/base/say';
import type { Caps } from '../../core/evals/run/budget';
import type { ProviderEstimate } from '../../core/evals/run/estimate';

/** Where the requests of a provider of a config go. */
export interface Addressee extends ProviderEstimate {
  /** As the config has it. */
  readonly id: string;
  /** The provider that is asked, and its address. */
  readonly name: string;
  readonly address: string;
  readonly model: string;
}

/** US dollars, with two digits, and none too few. */
export function roundedUp(usd: number): number {
  if (usd <= 0) return 0;
  const step = 10 ** (Math.floor(Math.log10(usd)) - 1);
  return Number((Math.ceil(usd / step - 1e-9) * step).toPrecision(2));
}

/** The caps of a run that nobody has set: what it may use at most. Where a price is not known they are requests, too. */
export function usualCaps(to: readonly Addressee[]): Caps {
  const known = to.flatMap(({ usd }) => usd ?? []);
  const costUsd = roundedUp(known.reduce((sum, usd) => sum + usd, 0));
  const requests = to.reduce((sum, each) => sum + each.requests, 0);
  return known.length === to.length ? { costUsd } : { costUsd, requests };
}

/** Whether caps that the user has set let a run go to its end. */
export function holdsAll(caps: Caps, to: readonly Addressee[]): boolean {
  const { costUsd = 0, requests } = usualCaps(to);
  return costUsd <= (caps.costUsd ?? 0) && (requests === undefined || requests <= (caps.requests ?? 0));
}

/** Asks whether a run may begin: to whom it sends how much, what that may cost, and where it stops. */
export function runQuestion(
  name: string,
  to: readonly Addressee[],
  caps: Caps,
  say: Say,
): { readonly message: string; readonly detail: string } {
  const requests = to.reduce((sum, each) => sum + each.requests, 0);
  const lines = to.map(({ id, requests, usd, ...where }) => {
    const cost = usd === null ? say('their price is not known') : say('at most {0}', formatRate(roundedUp(usd)));
    const words = [where.name, where.address, where.model] as const;
    return say('{0}: {1} requests to {2} ({3}), model {4}, {5}.', id, formatCount(requests), ...words, cost);
  });
  const cached = to.reduce((sum, each) => sum + each.cached, 0);
  if (cached > 0) lines.push(say('Answers that are in the cache, and are not asked for: {0}.', formatCount(cached)));
  return {
    message: say('Run {0}? It sends up to {1} requests.', name, formatCount(requests)),
    detail: [...lines, ...capLines(caps, say)].join('\n'),
  };
}

function capLines({ costUsd, requests }: Caps, say: Say): string[] {
  const lines: string[] = [];
  if (requests === undefined || costUsd !== 0) {
    lines.push(say('It sends nothing that may bring the run above {0}.', formatRate(costUsd ?? 0)));
  }
  if (requests !== undefined) lines.push(say('It sends {0} requests at most.', formatCount(requests)));
  return lines;
}
