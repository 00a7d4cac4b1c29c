import type { Say } from '../../base/say';
import type { PromptMessage } from '../../prompts/prompt';
import type { Cell, Check } from '../results';
import type { SuitePrompt, SuiteProvider, SuiteTest } from '../suite';
import type { AnswerCache } from './answers';
import type { Asker } from './asker';
import type { RunFile } from './runFile';

/** What is known of an answer, for its checks. */
export interface GradedAnswer {
  /** A text; of a model that calls tools its calls. */
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
  /** By metric. */
  readonly namedScores: Readonly<Record<string, number>>;
}

export interface RunDeps {
  /** By the labels of the providers; why one is not asked. */
  readonly askers: ReadonlyMap<string, Asker | { readonly skip: string }>;
  /** The messages of a prompt with values. @throws where it cannot be filled; the message is shown as it is. */
  readonly render: (prompt: SuitePrompt, test: SuiteTest) => readonly PromptMessage[];
  readonly grade: (test: SuiteTest, answer: GradedAnswer) => Promise<Graded>;
  readonly sha256: (bytes: Uint8Array) => Promise<string>;
  /** ms, rising. */
  readonly now: () => number;
  readonly say: Say;
  readonly file: RunFile;
  readonly cache?: AnswerCache;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: RunProgress) => void;
}

interface RunProgress {
  readonly done: number;
  readonly all: number;
  readonly cell: Cell;
}
