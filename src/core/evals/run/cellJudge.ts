import type { JsonObject } from '../../prompts/prompt';
import { TemplateError } from '../../prompts/template/templateError';
import { brokenOff, notJudged } from '../checks/opinions';
import { CheckFault } from '../checks/verdict';
import type { CheckContext, CheckResult } from '../checks/verdict';
import type { Cell, Judging } from '../results';
import type { Assertion, SuitePrompt, SuiteProvider } from '../suite';
import { judgeFor, unnamedJudge } from '../suite/judging';
import type { Answer } from './answerCache';
import { askAnswer } from './askAnswer';
import type { AskDeps } from './askAnswer';
import type { CellAsker, CellRequest } from './cellAsker';
import { PromptFault } from './cellRequest';
import type { RequestGate } from './requestGate';
import { judgeMessages } from './judgeQuestion';
import type { Judged } from './judgeQuestion';
import type { PlannedCell } from './plan';
import type { ReadReply, Replies, RunDeps } from './runDeps';

/** How often each judge is asked about an answer, as one opinion does not show how sure it is. */
export const opinionsEach = 3;

/** Prompt of a judge, who is asked in the words of its check, without those of any prompt of the suite. */
const noPrompt: SuitePrompt = { label: '', source: '' };

/** Makes the request to a judge. @throws PromptFault, CheckFault, TemplateError */
export async function judgeRequest(
  asker: CellAsker,
  assertion: Assertion,
  judged: Judged,
  sha256: RunDeps['sha256'],
): Promise<CellRequest> {
  const material = JSON.stringify([judged.output, assertion.value ?? '', judged.vars]);
  const mark = (await sha256(new TextEncoder().encode(material))).slice(0, 16);
  return asker.request(judgeMessages(assertion, judged, mark), noPrompt);
}

type ReadAnswer = (answer: Answer) => Promise<CheckResult>;

interface JudgeDeps extends Omit<AskDeps, 'gate' | 'signal' | 'onWait'> {
  /** Answers and replies, by cache key, that came before the run ended while judges were asked. */
  readonly half: ReadonlyMap<string, Answer>;
  readonly gateOf: (judge: SuiteProvider) => RequestGate;
}

/** Has the answer of one cell judged, and keeps the requests, tokens and cost of that. */
export class CellJudge {
  /** Why the judges were not asked to the end. Nothing of the cell is then recorded. */
  stopped?: 'cap' | 'cancelled';
  /** Error of a judge that gave no answer. */
  error: Cell['error'] = null;
  /** Replies with a verdict that were paid for, with their keys in a cache. */
  readonly replied: { readonly key: string; readonly answer: Answer }[] = [];
  private asked: Answer[] = [];
  private cached = 0;

  constructor(
    private readonly planned: PlannedCell,
    private readonly run: RunDeps,
    private readonly deps: JudgeDeps,
    private readonly question: () => string,
  ) {}

  /** Requests, tokens and cost of the judges; `undefined`: none was asked. */
  get used(): Judging | undefined {
    const { asked, cached } = this;
    if (asked.length + cached === 0) return undefined;
    const sumOf = (of: (answer: Answer) => number | null): number | null =>
      asked.map(of).reduce<number | null>((sum, each) => (sum === null || each === null ? null : sum + each), 0);
    const tokens = sumOf(({ inputTokens, outputTokens }) =>
      inputTokens === null || outputTokens === null ? null : inputTokens + outputTokens,
    );
    return { requests: asked.length, cached, tokens, costUsd: sumOf(({ costUsd }) => costUsd) };
  }

  /** Asks a judge `opinionsEach` times. Returns its replies, or the result of a check that was not judged. */
  async replies(assertion: Assertion, context: CheckContext, read: ReadReply): Promise<Replies | CheckResult> {
    if (this.stopped) return brokenOff(assertion.type);
    const ready = await this.ready(assertion, context.output, context.vars ?? {});
    if (!('asker' in ready)) return ready;
    const { asker, request } = ready;
    const { url, body } = asker.written(request.request);
    const sha = await this.run.sha256(new TextEncoder().encode(body));
    const times = Array.from({ length: opinionsEach }, (_, time) => time);
    // An answer that is asked for again has a key of its own, as it is judged again even if it is the same.
    const key = (time: number): string => `${sha} ${this.planned.repeat} judge ${time} ${url}`;
    const readAnswer: ReadAnswer = ({ output, finish }) => read({ text: output, isCut: finish === 'length' });
    const given = await Promise.all(times.map((time) => this.reply(asker, request, key(time), readAnswer)));
    const replies = given.filter((each) => each !== undefined);
    return replies.length === times.length ? { judge: asker.provider.label, replies } : brokenOff(assertion.type);
  }

  /** Counts the unknown cost and tokens of a recorded cell's judges at their most. */
  async countUnknown(asserts: readonly Assertion[], recorded: Cell): Promise<void> {
    const { judging, output } = recorded;
    if (!judging || (judging.costUsd !== null && judging.tokens !== null)) return;
    for (const assertion of asserts) {
      const ready = await this.ready(assertion, output, recorded.vars);
      if (!('asker' in ready)) continue;
      const { usd, tokens } = await ready.asker.most(ready.request.request);
      for (let time = 0; time < opinionsEach; time++) {
        this.deps.budget.spend({
          usd: judging.costUsd === null ? usd : 0,
          tokens: judging.tokens === null ? tokens : 0,
        });
      }
    }
  }

  private async ready(
    assertion: Assertion,
    output: unknown,
    vars: JsonObject,
  ): Promise<CheckResult | { readonly asker: CellAsker; readonly request: CellRequest }> {
    const judge = judgeFor(assertion) ?? unnamedJudge;
    const asker = this.run.judges?.get(judge);
    if (!asker || 'skip' in asker) return notJudged(assertion.type, asker?.skip ?? judge.skip);
    const text = typeof output === 'string' ? output : JSON.stringify(output ?? '');
    try {
      const judged = { output: text, vars, question: this.question };
      return { asker, request: await judgeRequest(asker, assertion, judged, this.run.sha256) };
    } catch (error) {
      return { error: faultOf(error, assertion) };
    }
  }

  private async reply(
    asker: CellAsker,
    request: CellRequest,
    key: string,
    read: ReadAnswer,
  ): Promise<CheckResult | undefined> {
    const half = this.deps.half.get(key);
    const had = half && (await read(half));
    if (half && had && 'pass' in had) {
      this.asked.push(half);
      this.replied.push({ key, answer: half });
      return had;
    }
    const cached = await this.run.cache?.get(key);
    const known = cached && (await read(cached));
    if (known && 'pass' in known) {
      this.cached++;
      return known;
    }
    const { signal, onWait } = this.run;
    // It is known of a lost cell that its answer was asked for, but not how often its judges were.
    if (this.deps.isLost) this.deps.budget.spend({ usd: 0, tokens: 0 }, 1);
    const { answer, error, stopped } = await askAnswer(asker, request, {
      ...this.deps,
      ...{ signal, onWait, gate: this.deps.gateOf(asker.provider) },
    });
    if (stopped) this.stopped ??= stopped;
    if (answer) this.asked.push(answer);
    if (error) this.error ??= { ...error, message: `The judge ${asker.provider.label}: ${error.message}` };
    if (!answer || error || stopped) return undefined;
    const opinion = await read(answer);
    // A reply without a verdict is not kept, so that the next run asks for it again.
    if ('pass' in opinion) {
      this.replied.push({ key, answer });
      await this.run.cache?.set(key, answer);
    }
    return opinion;
  }
}

function faultOf(error: unknown, { type }: Assertion): Extract<CheckResult, { error: unknown }>['error'] {
  if (error instanceof CheckFault) return { code: error.code, message: error.message };
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof TemplateError) return { code: 'template', message: `What "${type}" asks: ${message}` };
  if (error instanceof PromptFault) return { code: 'value', message: `What "${type}" asks: ${message}` };
  throw error;
}
