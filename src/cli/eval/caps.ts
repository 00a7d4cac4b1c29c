import { formatCount } from '../../core/base/numbers';
import type { Caps } from '../../core/evals/run/budget';
import { plannedCells } from '../../core/evals/run/plan';
import type { PlannedCell } from '../../core/evals/run/plan';
import type { PromptRenderer } from '../../core/evals/run/renderedPrompt';
import type { Suite } from '../../core/evals/suite';
import type { EvalArguments } from './arguments';
import type { Askers } from './askers';

interface CapDeps {
  readonly suite: Suite;
  readonly askers: Askers;
  readonly renderer: PromptRenderer;
  readonly isAsked: ((cell: PlannedCell) => boolean) | undefined;
}

/**
 * The caps of a run. Where the price of a provider is not known, no amount of money can be held: then there has to be a cap on
 * requests, and it is said that this is what holds.
 */
export async function capsOf(
  { maxCost, maxRequests, repeat }: EvalArguments,
  { suite, askers, isAsked, renderer }: CapDeps,
): Promise<(Caps & { readonly notes: readonly string[] }) | { readonly refused: string }> {
  const requests = maxRequests !== undefined && { requests: maxRequests };
  if (maxCost === undefined) return { ...requests, notes: [] };
  const unpriced = new Map<string, number | null>();
  const seen = new Set<string>();
  for (const cell of plannedCells(suite, { ...(isAsked && { isAsked }), ...(repeat !== undefined && { repeat }) })) {
    const { provider, prompt, test } = cell;
    const asker = askers.get(provider.label);
    if (!asker || 'skip' in asker || seen.has(provider.label) || (test.skip ?? prompt.skip) !== undefined) continue;
    seen.add(provider.label);
    try {
      const { request } = await asker.request(renderer.render(prompt, test), prompt);
      const { usd, tokens } = await asker.most(request);
      if (usd === null) unpriced.set(provider.label, tokens);
    } catch {
      // A prompt that cannot be filled is told with its cell.
      seen.delete(provider.label);
    }
  }
  if (unpriced.size === 0) return { costUsd: maxCost, ...requests, notes: [] };
  const who = [...unpriced.keys()].join(', ');
  if (maxRequests === undefined) {
    const why = `--max-cost cannot be held: what ${who} charges is not known, how long its answers may get, or how many tokens a file has`;
    return { refused: `${why}. Nothing was sent. Give --max-requests N, or max_tokens in its config.` };
  }
  const most = [...unpriced.values()].map((tokens) => tokens ?? Infinity).reduce((a, b) => Math.max(a, b), 0);
  const tokens = Number.isFinite(most) ? `, about ${formatCount(most * maxRequests)} tokens at most` : '';
  const note = `What ${who} charges is not known, so --max-cost holds for the others alone. The cap is ${formatCount(maxRequests)} requests${tokens}.`;
  return { costUsd: maxCost, ...requests, notes: [note] };
}
