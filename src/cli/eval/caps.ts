import { formatCount } from '../../core/base/numbers';
import type { CellAsker } from '../../core/evals/run/cellAsker';
import type { Caps, MostSpend } from '../../core/evals/run/runBudget';
import { judgeRequest } from '../../core/evals/run/cellJudge';
import { plannedCells } from '../../core/evals/run/plan';
import type { PlannedCell } from '../../core/evals/run/plan';
import type { PromptRenderer } from '../../core/evals/run/renderedPrompt';
import type { Suite } from '../../core/evals/suite';
import { judgeFor, judgedAsserts } from '../../core/evals/suite/judging';
import { host } from '../../host/node/host';
import type { EvalArguments } from './evalArguments';
import type { Askers } from './askers';

interface CapDeps {
  readonly suite: Suite;
  readonly asked: Askers;
  readonly renderer: PromptRenderer;
  readonly isAsked: ((cell: PlannedCell) => boolean) | undefined;
}

type NotedCaps = Caps & { readonly notes: readonly string[] };

/**
 * Returns the caps of a run. Where the price of a provider is unknown, no cap on money can be held for it. Then a cap
 * on requests or tokens is required, and a note says that this cap holds.
 */
export async function capsOf(
  { maxCost, maxRequests, maxTokens, repeat }: EvalArguments,
  deps: CapDeps,
): Promise<NotedCaps | { readonly refused: string }> {
  const others = {
    ...(maxRequests !== undefined && { requests: maxRequests }),
    ...(maxTokens !== undefined && { tokens: maxTokens }),
  };
  if (maxCost === undefined && maxTokens === undefined) return { ...others, notes: [] };
  const mosts = await mostByWhom(deps, repeat);
  const open = mosts.filter(([, { tokens }]) => tokens === null).map(([who]) => who);
  if (maxTokens !== undefined && open.length > 0) {
    const why = `--max-tokens cannot be held: how long the answers of ${open.join(', ')} may get is not known, or how many tokens a file has`;
    return { refused: `${why}. Nothing was sent. Give max_tokens in its config, or --max-requests N instead.` };
  }
  if (maxCost === undefined) return { ...others, notes: [] };
  const unpriced = mosts.filter(([, { usd }]) => usd === null);
  if (unpriced.length === 0) return { costUsd: maxCost, ...others, notes: [] };
  const who = unpriced.map(([label]) => label).join(', ');
  if (maxRequests === undefined && maxTokens === undefined) {
    const why = `--max-cost cannot be held: what ${who} charges is not known, how long its answers may get, or how many tokens a file has`;
    return {
      refused: `${why}. Nothing was sent. Give --max-requests N or --max-tokens N, or max_tokens in its config.`,
    };
  }
  const note = `What ${who} charges is not known, so --max-cost holds for the others alone. The cap is ${capText(others, unpriced)}.`;
  return { costUsd: maxCost, ...others, notes: [note] };
}

function capText({ requests, tokens }: Caps, unpriced: readonly (readonly [string, MostSpend])[]): string {
  const words = requests === undefined ? [] : [`${formatCount(requests)} requests`];
  if (tokens !== undefined) words.push(`${formatCount(tokens)} tokens`);
  const most = Math.max(...unpriced.map(([, each]) => each.tokens ?? Infinity));
  const isTold = tokens === undefined && requests !== undefined && Number.isFinite(most);
  return words.join(' and ') + (isTold ? `, about ${formatCount(most * requests)} tokens at most` : '');
}

/** Returns the most that a request to each provider and each judge may use, by the first request to it. */
async function mostByWhom(
  { suite, asked, isAsked, renderer }: CapDeps,
  repeat: number | undefined,
): Promise<readonly (readonly [string, MostSpend])[]> {
  // The key is the asker, as judges may have the same label.
  const mosts = new Map<CellAsker, readonly [string, MostSpend]>();
  const { askers, judges } = asked;
  const look = async (
    who: string,
    asker: CellAsker,
    request: () => ReturnType<CellAsker['request']>,
  ): Promise<void> => {
    if (mosts.has(asker)) return;
    try {
      mosts.set(asker, [who, await asker.most((await request()).request)]);
    } catch {
      // A request whose template cannot be filled is reported with its cell.
    }
  };
  for (const cell of plannedCells(suite, { ...(isAsked && { isAsked }), ...(repeat !== undefined && { repeat }) })) {
    const { provider, prompt, test } = cell;
    const asker = askers.get(provider.label);
    if ((test.skip ?? prompt.skip) !== undefined) continue;
    const isAnswered = test.output !== undefined;
    if (!isAnswered && (!asker || 'skip' in asker)) continue;
    if (asker && !('skip' in asker) && !isAnswered) {
      await look(provider.label, asker, () => asker.request(renderer.render(prompt, test), prompt));
    }
    for (const assertion of judgedAsserts(test)) {
      const judge = judgeFor(assertion);
      const judging = judge && judges.get(judge);
      if (!judging || 'skip' in judging) continue;
      const judged = { output: test.output ?? '', vars: test.vars, question: () => '' };
      const { id, label } = judging.provider;
      await look(`the judge ${label}${id === label ? '' : ` (${id})`}`, judging, () =>
        judgeRequest(judging, assertion, judged, (bytes) => host.sha256(bytes)),
      );
    }
  }
  return [...mosts.values()];
}
