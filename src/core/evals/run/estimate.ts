import type { Breathe } from '../../base/work';
import type { AnswerCache } from './answers';
import type { MostSpend } from './budget';
import { cacheKeyOf } from './cacheKey';
import type { PlannedCell } from './plan';
import type { RunDeps } from './runDeps';

/** What a provider of a suite is asked in a run, and the most that this may use; `null`: not known. */
export interface ProviderEstimate extends MostSpend {
  /** Without those that are sent again. */
  readonly requests: number;
  /** Answers that are in the cache: they are not asked for. */
  readonly cached: number;
}

interface EstimateDeps extends Pick<RunDeps, 'askers' | 'render' | 'sha256'> {
  /** Left out where no answer is taken from it. */
  readonly cache?: Pick<AnswerCache, 'has'>;
  /** Called before each request that is counted. Ends the estimate by what it throws. */
  readonly breathe: Breathe;
}

/** Works out what a run may use at most, by the labels of its providers. What cannot be asked is left out: it costs nothing. */
export async function estimateOf(
  cells: readonly PlannedCell[],
  { askers, render, breathe, cache, sha256 }: EstimateDeps,
): Promise<ReadonlyMap<string, ProviderEstimate>> {
  const estimates = new Map<string, ProviderEstimate>();
  for (const { test, prompt, provider, repeat } of cells) {
    const asker = askers.get(provider.label);
    const isLeftOut = (test.skip ?? prompt.skip ?? provider.skip) !== undefined || test.output !== undefined;
    if (!asker || 'skip' in asker || isLeftOut) continue;
    await breathe();
    const messages = renderedOr(() => render(prompt, test));
    const request = messages && (await asker.request(messages, prompt).catch(() => undefined));
    if (!request) continue;
    const before = estimates.get(provider.label) ?? { requests: 0, cached: 0, usd: 0, tokens: 0 };
    if (await cache?.has((await cacheKeyOf(asker, request.request, repeat, sha256)).key)) {
      estimates.set(provider.label, { ...before, cached: before.cached + 1 });
      continue;
    }
    const most = await asker.most(request.request);
    estimates.set(provider.label, {
      ...before,
      requests: before.requests + 1,
      usd: sumOf(before.usd, most.usd),
      tokens: sumOf(before.tokens, most.tokens),
    });
  }
  return estimates;
}

/** A prompt that cannot be filled is told with its cell. */
function renderedOr(render: () => ReturnType<RunDeps['render']>): ReturnType<RunDeps['render']> | undefined {
  try {
    return render();
  } catch {
    return undefined;
  }
}

const sumOf = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);
