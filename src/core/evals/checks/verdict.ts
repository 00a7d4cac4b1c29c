import type { JsonObject } from '../../prompts/prompt';
import type { Opinion } from '../results';
import type { Assertion } from '../suite';

// The input of a check and its result, in promptfoo's terms.

/** An answer with all that is known of it. A field that is left out is not known. */
export interface CheckContext {
  /** Text; where the model calls tools, the value that the provider sent. */
  readonly output: unknown;
  readonly vars?: JsonObject;
  readonly latencyMs?: number;
  /** US dollars. */
  readonly cost?: number;
  readonly finishReason?: string;
  /** Natural logarithms, token by token. */
  readonly logProbs?: readonly number[];
  readonly tokenUsage?: JsonObject;
  /** The provider that was asked: its `config` has the tools that it may call. */
  readonly provider?: { readonly config: JsonObject };
}

/** Result of a check. `score` is from 0 to 1, even in most inverse checks. */
export interface Verdict {
  readonly pass: boolean;
  readonly score: number;
  readonly reason: string;
  /** The judge, and its opinion each time; present where the verdict is an opinion. */
  readonly judge?: string;
  readonly opinions?: readonly Opinion[];
}

/** A check that is not made, with its reason. */
export interface Skipped {
  readonly skipped: string;
}

/** A check that cannot be made as it is written, or of this answer: it fails its cell. */
export interface Faulty {
  readonly error: { readonly code: FaultCode; readonly message: string };
}

export type CheckResult = Verdict | Skipped | Faulty;

/**
 * `value`: the check is written in a way that it cannot be made. `missing`: the fact that it checks is not known.
 * `template`: its value cannot be rendered. `too-slow`: it was ended. `opinion`: the reply of a judge is no verdict.
 */
type FaultCode = 'value' | 'missing' | 'template' | 'too-slow' | 'opinion';

/** Ends a check; the message is shown as it is. */
export class CheckFault extends Error {
  override readonly name = 'CheckFault';

  constructor(
    readonly code: FaultCode,
    message: string,
  ) {
    super(message);
  }
}

/** The input of a check: its own settings, and the answer that it looks at. */
export interface CheckInput {
  readonly type: string;
  /** The value after rendering. */
  readonly value: unknown;
  readonly threshold: number | undefined;
  /** Whether `not-` stands before the type. */
  readonly inverse: boolean;
  readonly output: unknown;
  /** The output as a text; JSON where it is no text. */
  readonly text: string;
  readonly context: CheckContext;
  readonly assertion: Assertion;
}

export type MakeCheck = (input: CheckInput) => Verdict;

export const verdict = (pass: boolean, reason: string, score = pass ? 1 : 0): Verdict => ({ pass, score, reason });

/** Returns the fault of a check that cannot use its value. */
export const badValue = ({ type }: CheckInput, wanted: string): CheckFault =>
  new CheckFault('value', `"${type}" needs ${wanted}.`);

const maxShown = 200;

/** Writes a value as JSON, shortened in its middle. */
export function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  if (text.length <= maxShown) return text;
  return `${text.slice(0, maxShown / 2)} … ${text.slice(-maxShown / 2)}`;
}
