import { isRecord, parseJson } from '../../base/json';
import { GatheredAnswer } from '../../chat/gatheredAnswer';
import type { RecordedEnd } from '../../chat/messages/recordedEnd';
import { promptFormOf } from '../../prompts/forms/readPrompt';
import { linkedValues } from '../../prompts/template/promptfooTemplate';
import { finishWord } from '../checks/finishWords';
import type { Cell, Check } from '../results';
import type { Assertion, AssertionSet } from '../suite';
import type { Answer } from './answers';
import type { Asker, CellRequest } from './asker';
import type { Budget, MostSpend } from './budget';
import { hasSchema, outputOf } from './answerOutput';
import { cacheKeyOf } from './cacheKey';
import { PromptFault } from './cellRequest';
import type { Gate } from './gate';
import type { PlannedCell } from './plan';
import type { GradedAnswer, RunDeps } from './runDeps';

/** Times that a request is sent again where its provider bears no more, or is in trouble. */
const mostRetries = 6;
/** ms; doubled each time, where the provider does not say how long to wait. */
const firstWaitMs = 1_000;
const longestWaitMs = 60_000;

interface CellDeps {
  readonly gate: Gate;
  readonly budget: Budget;
  /** The cell as it was recorded before. */
  readonly recorded: Cell | undefined;
  /** It was asked before, and nobody knows what became of that. */
  readonly isLost: boolean;
  /** Called before each request. @param time from 0 */
  readonly beforeAsked: (time: number) => Promise<void>;
}

interface CellResult {
  readonly cell?: Cell;
  readonly isRecorded?: boolean;
  /** It was not asked to its end: nothing is recorded of it. */
  readonly stopped?: 'cap' | 'cancelled';
}

interface Asked {
  readonly answer?: Answer;
  readonly error?: Cell['error'];
  readonly stopped?: 'cap' | 'cancelled';
}

/** One cell of a run, from its prompt to its checks. */
export class CellRun {
  constructor(
    private readonly planned: PlannedCell,
    private readonly run: RunDeps,
    private readonly deps: CellDeps,
  ) {}

  async result(): Promise<CellResult> {
    const { test, prompt, provider } = this.planned;
    const { recorded } = this.deps;
    const asker = this.run.askers.get(provider.label);
    const refused = test.skip ?? prompt.skip ?? provider.skip ?? this.whyUnframed();
    if (refused === undefined && test.output !== undefined) {
      return { cell: await this.graded('', givenAnswer(test.output), false) };
    }
    const skip = refused ?? (asker && 'skip' in asker ? asker.skip : undefined);
    if (skip !== undefined || !asker || 'skip' in asker) {
      return { cell: this.cell({ checks: skippedChecks(test.assert, skip ?? '') }) };
    }
    let asked: CellRequest;
    try {
      asked = await asker.request(this.run.render(prompt, test), prompt);
    } catch (error) {
      const isOurs = error instanceof PromptFault;
      const message = error instanceof Error ? error.message : String(error);
      return { cell: this.cell({ error: { code: isOurs ? 'prompt' : 'template', message } }) };
    }
    const { sha, key } = await cacheKeyOf(asker, asked.request, this.planned.repeat, this.run.sha256);
    if (recorded && isSame(recorded, sha, test.vars)) {
      await this.countUnknown(recorded, asker, asked);
      return { cell: recorded, isRecorded: true };
    }
    const cached = await this.run.cache?.get(key);
    if (cached) return { cell: await this.graded(sha, cached, true) };
    const { answer, error, stopped } = await this.ask(asker, asked);
    if (stopped) return { stopped };
    if (!answer || error) return { cell: this.cell({ requestSha256: sha, error: error ?? null, ...partOf(answer) }) };
    const [cell] = await Promise.all([this.graded(sha, answer, false), this.run.cache?.set(key, answer)]);
    return { cell };
  }

  /** What stands before and behind a text has no place in a prompt with messages. */
  private whyUnframed(): string | undefined {
    const { test, prompt } = this.planned;
    if ((test.prefix ?? test.suffix) === undefined || prompt.file === undefined) return undefined;
    if (promptFormOf(prompt.file) === undefined) return undefined;
    const { say } = this.run;
    return say('A prompt file takes no prefix and no suffix.');
  }

  /** What a recorded cell has cost counts already; what is not known is taken at its most, as in the run that asked it. */
  private async countUnknown(recorded: Cell, asker: Asker, { request }: CellRequest): Promise<void> {
    const { budget } = this.deps;
    if (!budget.isCapped || recorded.cached || recorded.costUsd !== null) return;
    const { usd, tokens } = await asker.most(request);
    budget.spend({ usd, tokens: recorded.tokens === null ? tokens : 0 });
  }

  /** Asks until there is an answer, or a failure that asking again does not help. */
  private async ask(asker: Asker, asked: CellRequest): Promise<Asked> {
    const { gate, budget } = this.deps;
    const { signal } = this.run;
    // Counting takes the vocabulary of the model: only where somebody wants to know.
    const most = budget.isCapped ? await asker.most(asked.request) : { usd: null, tokens: null };
    if (this.deps.isLost) budget.spend(most);
    for (let time = 0; ; time++) {
      try {
        await gate.enter(signal);
      } catch {
        return { stopped: 'cancelled' };
      }
      if (!(await budget.take(most))) {
        gate.leave();
        return { stopped: 'cap' };
      }
      const { end, answer, used } = await this.sent(asker, asked, time).catch((error: unknown) => {
        // Others wait for what it holds.
        budget.settle(most, { usd: null, tokens: null });
        gate.leave();
        throw error;
      });
      budget.settle(most, used);
      const wait = time < mostRetries ? waitAfter(end, time) : undefined;
      if (wait !== undefined) {
        gate.refused(wait);
        continue;
      }
      gate.leave();
      if (end.status === 'stopped') return { stopped: 'cancelled' };
      return { answer, ...(end.error && { error: { code: end.error.kind, message: end.error.message } }) };
    }
  }

  private async sent(
    asker: Asker,
    asked: CellRequest,
    time: number,
  ): Promise<{ readonly end: RecordedEnd; readonly answer: Answer; readonly used: MostSpend }> {
    await this.deps.beforeAsked(time);
    const gathered = new GatheredAnswer();
    const end = await asker.ask(asked, this.run.signal, (events) => void gathered.take(events));
    const { usage, finishReason } = end;
    const isWhole = usage !== undefined && !usage.isPartial;
    const isRefused = end.status === 'failed' && gathered.isEmpty && refusedKinds.has(end.error?.kind ?? '');
    const usd = isRefused ? 0 : isWhole || end.status === 'done' ? asker.usdOf(end) : null;
    const answer: Answer = {
      ...outputOf(gathered),
      finish: finishReason ?? null,
      inputTokens: usage?.inputTokens ?? null,
      outputTokens: isWhole ? usage.outputTokens : null,
      costUsd: usd,
      latencyMs: end.durationMs === undefined ? null : Math.round(end.durationMs),
      ...(gathered.logProbs.length > 0 && { logProbs: gathered.logProbs }),
    };
    const tokens = isWhole ? usage.inputTokens + usage.outputTokens : null;
    return { end, answer, used: { usd, tokens: isRefused ? 0 : tokens } };
  }

  private async graded(requestSha256: string, answer: Answer, cached: boolean): Promise<Cell> {
    const { pass, score, checks, namedScores } = await this.run.grade(this.planned.test, this.toGrade(answer));
    const named = Object.keys(namedScores).length > 0 ? { namedScores } : {};
    return this.cell({ requestSha256, pass, score, checks: [...checks], ...named, cached, ...partOf(answer) });
  }

  private toGrade({ output, isCalls, finish, costUsd, latencyMs, logProbs, ...counts }: Answer): GradedAnswer {
    const { inputTokens: prompt, outputTokens: completion } = counts;
    const { test, provider, prompt: asked } = this.planned;
    // What the request was made of.
    const config = { ...provider.config, ...asked.config };
    return {
      output: isCalls || hasSchema(config) ? parseJson(output, output) : output,
      // Checks of promptfoo see the values as the prompt is filled with them.
      ...{ vars: linkedValues(test.vars), provider: { config } },
      ...(latencyMs !== null && { latencyMs }),
      ...(costUsd !== null && { cost: costUsd }),
      ...(finish !== null && { finishReason: finishWord(finish) }),
      ...(logProbs && { logProbs }),
      ...(prompt !== null && completion !== null && { tokenUsage: { prompt, completion, total: prompt + completion } }),
    };
  }

  private cell(found: Partial<Cell>): Cell {
    const { test, prompt, provider, repeat } = this.planned;
    return {
      ...{ test: test.index, prompt: prompt.label, provider: provider.label, repeat, vars: test.vars },
      ...(test.description !== undefined && { description: test.description }),
      ...{ requestSha256: '', output: '', finish: null, error: null, pass: null, score: null, checks: [] },
      ...{ tokens: null, costUsd: null, latencyMs: null, cached: false },
      ...found,
    };
  }
}

const partOf = (answer: Answer | undefined): Partial<Cell> => {
  if (!answer) return {};
  const { output, finish, inputTokens, outputTokens, costUsd, latencyMs } = answer;
  const tokens = inputTokens === null || outputTokens === null ? null : inputTokens + outputTokens;
  return { output, finish, tokens, costUsd, latencyMs };
};

const givenAnswer = (output: string): Answer => ({
  ...{ output, finish: null, inputTokens: null, outputTokens: null, costUsd: 0, latencyMs: null },
});

/** Refused before anything was worked out: nobody charges for that. */
const refusedKinds = new Set([
  ...['rate-limited', 'unreachable', 'wrong-key', 'missing-key', 'forbidden', 'unknown-model', 'bad-request'],
  ...['invalid-url', 'not-a-chat-api', 'files-gone'],
]);

/** ms after which the request may be sent again. */
function waitAfter({ error, firstTokenMs }: RecordedEnd, time: number): number | undefined {
  if (
    !error ||
    error.isFinal ||
    firstTokenMs !== undefined ||
    (error.kind !== 'rate-limited' && error.kind !== 'server-error')
  )
    return undefined;
  // At once, or since long ago, is no time that a provider means.
  const asked = error.retryAfterMs ?? 0;
  const wait = asked > 0 ? asked : Math.min(longestWaitMs, firstWaitMs * 2 ** time);
  // Who asks to wait for longer means that no more is to be had today.
  return wait <= 10 * longestWaitMs ? wait : undefined;
}

function skippedChecks(asserts: readonly (Assertion | AssertionSet)[], skipped: string): Check[] {
  const nothing = { pass: null, score: null, reason: '', skipped };
  return asserts.length === 0 ? [{ type: 'skipped', ...nothing }] : asserts.map(({ type }) => ({ type, ...nothing }));
}

/** Whether a cell that was recorded is of the same question. */
const isSame = (recorded: Cell, sha: string, vars: Cell['vars']): boolean =>
  recorded.requestSha256 === sha && isRecord(recorded.vars) && JSON.stringify(recorded.vars) === JSON.stringify(vars);
