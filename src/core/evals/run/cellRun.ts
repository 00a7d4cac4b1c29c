import { isRecord, parseJson } from '../../base/json';
import { promptFormOf } from '../../prompts/forms/readPrompt';
import { linkedValues } from '../../prompts/template/promptfooTemplate';
import { finishWord } from '../checks/finishWords';
import type { Cell, Check } from '../results';
import type { Assertion, AssertionSet, SuiteProvider } from '../suite';
import { judgedAsserts } from '../suite/judging';
import type { Answer } from './answerCache';
import { askAnswer } from './askAnswer';
import type { CellAsker, CellRequest } from './cellAsker';
import { hasSchema } from './answerOutput';
import type { RunBudget } from './runBudget';
import { cacheKeyOf } from './cacheKey';
import { CellJudge } from './cellJudge';
import { PromptFault } from './cellRequest';
import type { RequestGate } from './requestGate';
import { questionText } from './judgeQuestion';
import type { PlannedCell } from './plan';
import type { GradedAnswer, RunDeps } from './runDeps';
import type { KeptAnswers } from './runFile';
import { tokensOf, usedBy } from './stats';
import type { Used } from './stats';

interface CellDeps {
  readonly gate: RequestGate;
  /** Returns the gate of a judge. */
  readonly judgeGate: (judge: SuiteProvider) => RequestGate;
  readonly budget: RunBudget;
  /** The cell as it was recorded before. */
  readonly recorded: Cell | undefined;
  /** Answers and replies for the cell, by cache key, that came before the run ended while its judges were asked. */
  readonly half: ReadonlyMap<string, Answer>;
  /** Whether it was asked before, and the outcome is not known. */
  readonly isLost: boolean;
  /** Called before each request. @param time from 0 */
  readonly beforeAsked: (time: number) => Promise<void>;
  /** Called before each request to a judge. @param time from 0 */
  readonly beforeJudged: (time: number) => Promise<void>;
}

interface CellResult {
  readonly cell?: Cell;
  readonly isRecorded?: boolean;
  /** Why it was not asked to its end. Nothing is then recorded of it. */
  readonly stopped?: 'cap' | 'cancelled';
  /** Tokens and cost that it has used until then. */
  readonly unkept?: readonly Used[];
  /** Whole answers of the cell that were paid for, for a run that goes on. */
  readonly half?: KeptAnswers;
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
      const isJudged = recorded?.judging && recorded.output === test.output && isSame(recorded, '', test.vars);
      if (!recorded || !isJudged) return this.graded('', givenAnswer(test.output), false);
      await this.countUnknown(recorded);
      return { cell: recorded, isRecorded: true };
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
      await this.countUnknown(recorded, { asker, asked });
      return { cell: recorded, isRecorded: true };
    }
    const half = this.deps.half.get(key);
    if (half) {
      await countUnknownOf(half, { asker, asked }, this.deps.budget);
      return this.graded(sha, half, false, key);
    }
    const cached = await this.run.cache?.get(key);
    if (cached) {
      // The answer may have come before the run broke off while its judges were asked.
      if (this.deps.isLost) this.deps.budget.spend({ usd: cached.costUsd, tokens: tokensOf(cached) });
      return this.graded(sha, cached, true);
    }
    const { gate, budget, isLost, beforeAsked } = this.deps;
    const { signal, onWait } = this.run;
    const how = { gate, budget, isLost, beforeAsked, signal, onWait };
    const { answer, error, stopped } = await askAnswer(asker, asked, how);
    if (stopped) return { stopped, ...(answer && { unkept: [usedBy(answer)] }) };
    if (!answer || error) return { cell: this.cell({ requestSha256: sha, error: error ?? null, ...partOf(answer) }) };
    const [graded] = await Promise.all([this.graded(sha, answer, false, key), this.run.cache?.set(key, answer)]);
    return graded;
  }

  /** Says why the prefix or suffix of a test cannot be used, if so: they have no place in a prompt with messages. */
  private whyUnframed(): string | undefined {
    const { test, prompt } = this.planned;
    if ((test.prefix ?? test.suffix) === undefined || prompt.file === undefined) return undefined;
    if (promptFormOf(prompt.file) === undefined) return undefined;
    const { say } = this.run;
    return say('A prompt file takes no prefix and no suffix.');
  }

  /**
   * Counts the unknown cost and tokens of a recorded cell at their most, as the run that asked it did. Known figures
   * count already.
   */
  private async countUnknown(
    recorded: Cell,
    by?: { readonly asker: CellAsker; readonly asked: CellRequest },
  ): Promise<void> {
    const { budget } = this.deps;
    if (!budget.isCapped) return;
    await this.judge().countUnknown(judgedAsserts(this.planned.test), recorded);
    if (!by || recorded.cached || recorded.costUsd !== null) return;
    const { usd, tokens } = await by.asker.most(by.asked.request);
    budget.spend({ usd, tokens: recorded.tokens === null ? tokens : 0 });
  }

  private judge(): CellJudge {
    const { planned, run, deps } = this;
    const { budget, isLost, half, judgeGate: gateOf, beforeJudged: beforeAsked } = deps;
    const question = (): string => questionText(run.render(planned.prompt, planned.test));
    return new CellJudge(planned, run, { budget, isLost, half, gateOf, beforeAsked }, question);
  }

  /** @param key of an answer that was paid for by this run, or by the one that it goes on with */
  private async graded(requestSha256: string, answer: Answer, cached: boolean, key?: string): Promise<CellResult> {
    const judge = this.judge();
    const { test } = this.planned;
    const grade = await this.run.grade(test, this.toGrade(answer), (...asked) => judge.replies(...asked));
    const { stopped, error, used: judging } = judge;
    if (stopped) {
      const unkept = [...(cached ? [] : [usedBy(answer)]), ...(judging ? [judging] : [])];
      return { stopped, unkept, half: [...(key === undefined ? [] : [{ key, answer }]), ...judge.replied] };
    }
    const { pass, score, checks, namedScores } = grade;
    const named = { ...(judging && { judging }), ...(Object.keys(namedScores).length > 0 && { namedScores }) };
    const verdict = error ? { error } : { pass, score };
    return { cell: this.cell({ requestSha256, ...verdict, checks: [...checks], ...named, cached, ...partOf(answer) }) };
  }

  private toGrade({ output, isCalls, finish, costUsd, latencyMs, logProbs, ...counts }: Answer): GradedAnswer {
    const { inputTokens: prompt, outputTokens: completion } = counts;
    const { test, provider, prompt: asked } = this.planned;
    // The config that the request was made of.
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

/** Counts the unknown cost and tokens of an answer at their most. Known figures count already. */
async function countUnknownOf(
  answer: Answer,
  { asker, asked }: { readonly asker: CellAsker; readonly asked: CellRequest },
  budget: RunBudget,
): Promise<void> {
  if (!budget.isCapped || (answer.costUsd !== null && tokensOf(answer) !== null)) return;
  const { usd, tokens } = await asker.most(asked.request);
  budget.spend({ usd: answer.costUsd === null ? usd : 0, tokens: tokensOf(answer) === null ? tokens : 0 });
}

const partOf = (answer: Answer | undefined): Partial<Cell> => {
  if (!answer) return {};
  const { output, finish, costUsd, latencyMs } = answer;
  return { output, finish, tokens: tokensOf(answer), costUsd, latencyMs };
};

const givenAnswer = (output: string): Answer => ({
  ...{ output, finish: null, inputTokens: null, outputTokens: null, costUsd: 0, latencyMs: null },
});

function skippedChecks(asserts: readonly (Assertion | AssertionSet)[], skipped: string): Check[] {
  const nothing = { pass: null, score: null, reason: '', skipped };
  return asserts.length === 0 ? [{ type: 'skipped', ...nothing }] : asserts.map(({ type }) => ({ type, ...nothing }));
}

/** Whether a recorded cell answers the same question. */
const isSame = (recorded: Cell, sha: string, vars: Cell['vars']): boolean =>
  recorded.requestSha256 === sha && isRecord(recorded.vars) && JSON.stringify(recorded.vars) === JSON.stringify(vars);
