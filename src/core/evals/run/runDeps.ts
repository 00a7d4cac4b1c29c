import type { Say } from '../../base/say';
import type { PromptMessage } from '../../prompts/prompt';
import type { CheckContext, CheckResult } from '../checks/verdict';
import type { Cell, Check } from '../results';
import type { Assertion, SuitePrompt, SuiteProvider, SuiteTest } from '../suite';
import type { AnswerCache } from './answerCache';
import type { CellAsker } from './cellAsker';
import type { RunFile } from './runFile';

/** Known facts about an answer, for its checks. */
export interface GradedAnswer {
  /** A text; where the model calls tools, its calls. */
  readonly output: unknown;
  readonly vars: SuiteTest['vars'];
  readonly latencyMs?: number;
  readonly cost?: number;
  readonly finishReason?: string;
  readonly logProbs?: readonly number[];
  readonly tokenUsage?: Readonly<Record<string, number>>;
  readonly provider: Pick<SuiteProvider, 'config'>;
}

interface Graded {
  readonly pass: boolean | null;
  readonly score: number | null;
  readonly checks: readonly Check[];
  /** Scores by metric. */
  readonly namedScores: Readonly<Record<string, number>>;
}

/** The replies of a judge, one for each time that it was asked. */
export interface Replies {
  /** Its name in the config. */
  readonly judge: string;
  readonly replies: readonly CheckResult[];
}

/** Reads a reply. `isCut`: it was cut off at its limit of tokens. */
export type ReadReply = (reply: { readonly text: string; readonly isCut: boolean }) => Promise<CheckResult>;

/** Asks the judge of a check. */
export type AskJudge = (assertion: Assertion, context: CheckContext, read: ReadReply) => Promise<Replies | CheckResult>;

export interface RunDeps {
  /** Askers by the labels of the providers. `skip`: why one is not asked. */
  readonly askers: ReadonlyMap<string, CellAsker | { readonly skip: string }>;
  /** Askers of the judges. `skip`: why one is not asked. */
  readonly judges?: ReadonlyMap<SuiteProvider, CellAsker | { readonly skip: string }>;
  /** Returns the messages of a prompt with values. @throws where it cannot be filled; the message is shown as it is. */
  readonly render: (prompt: SuitePrompt, test: SuiteTest) => readonly PromptMessage[];
  readonly grade: (test: SuiteTest, answer: GradedAnswer, askJudge: AskJudge) => Promise<Graded>;
  readonly sha256: (bytes: Uint8Array) => Promise<string>;
  /** Returns milliseconds that only rise. */
  readonly now: () => number;
  readonly say: Say;
  readonly file: RunFile;
  readonly cache?: AnswerCache;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: RunProgress) => void;
  /** Called when a provider takes no more requests for so many milliseconds. */
  readonly onWait?: (provider: string, ms: number) => void;
}

interface RunProgress {
  readonly done: number;
  readonly all: number;
  readonly cell: Cell;
}
