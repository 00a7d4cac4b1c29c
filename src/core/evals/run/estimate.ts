import type { Breathe } from '../../base/work';
import type { PromptMessage } from '../../prompts/prompt';
import type { Assertion, SuiteProvider } from '../suite';
import { judgeFor, judgedAsserts } from '../suite/judging';
import type { AnswerCache } from './answerCache';
import type { MostSpend } from './runBudget';
import { cacheKeyOf } from './cacheKey';
import { judgeRequest, opinionsEach } from './cellJudge';
import { questionText } from './judgeQuestion';
import type { PlannedCell } from './plan';
import type { RunDeps } from './runDeps';

/** Requests to one provider of a suite in a run, and the most that they may use; `null`: not known. */
export interface ProviderEstimate extends MostSpend {
  /** Requests, without those that are sent again. */
  readonly requests: number;
  /** Answers that are in the cache, and are not asked for. */
  readonly cached: number;
}

interface RunEstimate {
  /** Estimates by the labels of the providers. */
  readonly providers: ReadonlyMap<string, ProviderEstimate>;
  readonly judges: ReadonlyMap<SuiteProvider, ProviderEstimate>;
}

interface EstimateDeps extends Pick<RunDeps, 'askers' | 'judges' | 'render' | 'sha256'> {
  /** The cache; left out where no answer is taken from it. */
  readonly cache?: Pick<AnswerCache, 'has'>;
  /** Called before each request that is counted. An error that it throws ends the estimate. */
  readonly breathe: Breathe;
}

/** Works out what a run may use at most. Requests that cannot be made are left out, as they cost nothing. */
export async function estimateOf(cells: readonly PlannedCell[], deps: EstimateDeps): Promise<RunEstimate> {
  const { askers, render, breathe, cache, sha256 } = deps;
  const [providers, judges] = [new Map<string, ProviderEstimate>(), new Map<SuiteProvider, ProviderEstimate>()];
  const judging = new JudgeEstimate(deps);
  for (const { test, prompt, provider, repeat } of cells) {
    const asker = askers.get(provider.label);
    if ((test.skip ?? prompt.skip ?? provider.skip) !== undefined) continue;
    const isGiven = test.output !== undefined;
    if (!isGiven && (!asker || 'skip' in asker)) continue;
    await breathe();
    const messages = renderedOr(() => render(prompt, test)) ?? (isGiven ? [] : undefined);
    if (!messages) continue;
    let answer: MostSpend | undefined;
    if (!isGiven && asker && !('skip' in asker)) {
      const request = await asker.request(messages, prompt).catch(() => undefined);
      if (!request) continue;
      answer = await asker.most(request.request);
      const isKept = await cache?.has((await cacheKeyOf(asker, request.request, repeat, sha256)).key);
      if (isKept) addKept(providers, provider.label);
      else add(providers, provider.label, answer, 1);
    }
    for (const assertion of judgedAsserts(test)) {
      const judge = judgeFor(assertion);
      const most = judge && (await judging.mostOf(judge, assertion, { test, messages, answer }));
      if (most) add(judges, judge, most, opinionsEach);
    }
  }
  return { providers, judges };
}

const nothing: ProviderEstimate = { requests: 0, cached: 0, usd: 0, tokens: 0 };

function addKept(estimates: Map<string, ProviderEstimate>, key: string): void {
  const before = estimates.get(key) ?? nothing;
  estimates.set(key, { ...before, cached: before.cached + 1 });
}

function add<Key>(estimates: Map<Key, ProviderEstimate>, key: Key, { usd, tokens }: MostSpend, times: number): void {
  const before = estimates.get(key) ?? nothing;
  estimates.set(key, {
    ...before,
    requests: before.requests + times,
    usd: sumOf(before.usd, usd, times),
    tokens: sumOf(before.tokens, tokens, times),
  });
}

/** A text of `probeTokens` tokens, or somewhat fewer. */
const probe = ' word'.repeat(1_000);
const probeTokens = 1_000;

/** Estimates the most that judges may use. An answer that is not known yet is taken to be as long as it may become. */
class JudgeEstimate {
  private readonly perToken = new Map<SuiteProvider, MostSpend>();

  constructor(private readonly deps: Pick<RunDeps, 'judges' | 'sha256'>) {}

  /** Returns the most that a judge may use; `undefined` where it is not asked. */
  async mostOf(
    judge: SuiteProvider,
    assertion: Assertion,
    {
      test,
      messages,
      answer,
    }: Pick<PlannedCell, 'test'> & { messages: readonly PromptMessage[]; answer?: MostSpend | undefined },
  ): Promise<MostSpend | undefined> {
    const asker = this.deps.judges?.get(judge);
    if (!asker || 'skip' in asker) return undefined;
    const most = async (output: string): Promise<MostSpend> => {
      const judged = { output, vars: test.vars, question: () => questionText(messages) };
      return asker.most((await judgeRequest(asker, assertion, judged, this.deps.sha256)).request);
    };
    try {
      const own = await most(test.output ?? '');
      if (test.output !== undefined) return own;
      let each = this.perToken.get(judge);
      if (!each) this.perToken.set(judge, (each = perTokenOf(own, await most(probe))));
      return withAnswer(own, each, answer?.outputTokens);
    } catch {
      // A request that cannot be filled is reported with its cell.
      return undefined;
    }
  }
}

function perTokenOf(without: MostSpend, withProbe: MostSpend): MostSpend {
  const of = (a: number | null, b: number | null): number | null =>
    a === null || b === null ? null : Math.max(0, b - a) / probeTokens;
  return { usd: of(without.usd, withProbe.usd), tokens: of(without.tokens, withProbe.tokens) };
}

function withAnswer(own: MostSpend, each: MostSpend, answerTokens: number | undefined): MostSpend {
  const of = (most: number | null, one: number | null): number | null => {
    if (most === null || one === null) return null;
    // Where a token uses nothing, the length of the answer does not matter.
    return one === 0 ? most : answerTokens === undefined ? null : most + one * answerTokens;
  };
  return { usd: of(own.usd, each.usd), tokens: of(own.tokens, each.tokens) };
}

/** Renders a prompt; `undefined` where it cannot be filled, which is reported with its cell. */
function renderedOr(render: () => ReturnType<RunDeps['render']>): ReturnType<RunDeps['render']> | undefined {
  try {
    return render();
  } catch {
    return undefined;
  }
}

const sumOf = (a: number | null, b: number | null, times: number): number | null =>
  a === null || b === null ? null : a + b * times;
