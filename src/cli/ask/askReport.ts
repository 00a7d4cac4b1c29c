import type { AnswerEnd } from '../../core/chat/backend';
import type { ErrorView } from '../../core/chat/messages/errors';
import type { FinishReason } from '../../core/chat/messages/chatTypes';
import { askExitCodes } from '../shared/commandLine';
import type { ExitCode } from '../shared/commandLine';
import type { GatheredAnswer, ToolCall } from '../../core/chat/gatheredAnswer';
import type { ToldUsage } from '../shared/tokenUsage';

/** The reason why there is no complete answer, or not the one that was asked for. */
interface AskError {
  /** A kind of `ErrorView`, the reason of an early end, or `cancelled`, `max-cost`, `schema`. */
  readonly code: string;
  readonly message: string;
  /** Places of an answer that do not fit the schema, as JSON Pointers; empty where it is no JSON. */
  readonly problems?: readonly { readonly path: string; readonly message: string }[];
}

/** The object that `--json` prints. Its form is a public contract: see `docs/command-line.md`. */
export interface AskReport {
  readonly schema: 1;
  readonly provider: string;
  readonly model: string;
  /** The host that was asked; `null` for Pocket. */
  readonly host: string | null;
  readonly text: string;
  readonly reasoning: string;
  readonly toolCalls: readonly ToolCall[];
  readonly finish: FinishReason | null;
  readonly usage: ToldUsage;
  /** US dollars. */
  readonly costUsd: number | null;
  readonly firstTokenMs: number | null;
  readonly totalMs: number;
  readonly error: AskError | null;
}

/** An error, if there is one, and the exit code for the caller. */
export interface AskExit {
  readonly error: AskError | null;
  readonly code: ExitCode;
}

/**
 * Returns the exit code of an error. With `cannot-take`, the command asks Pocket for something that
 * Pocket cannot do. `unexpected` is a fault of this program.
 */
const codeOf = ({ kind }: ErrorView): ExitCode => {
  if (kind === 'cannot-take') return askExitCodes.usage;
  return kind === 'unexpected' ? askExitCodes.failure : askExitCodes.provider;
};

export function endedAs({ status, error, finishReason }: AnswerEnd, { text, reasoning }: GatheredAnswer): AskExit {
  if (status === 'stopped') {
    return { error: { code: 'cancelled', message: 'Cancelled.' }, code: askExitCodes.cancelled };
  }
  if (error) return { error: { code: error.kind, message: error.message }, code: codeOf(error) };
  if (finishReason === 'answer-limit') {
    const message = `The answer was ended: it has more than ${text.length + reasoning.length} characters.`;
    return { error: { code: 'answer-limit', message }, code: askExitCodes.cap };
  }
  const why = finishReason && earlyEnds[finishReason];
  if (finishReason !== undefined && why !== undefined) {
    return { error: { code: finishReason, message: why }, code: askExitCodes.provider };
  }
  return { error: null, code: askExitCodes.done };
}

/** Reasons why an answer that the provider has ended is not complete. */
const earlyEnds: Readonly<Partial<Record<FinishReason, string>>> = {
  length: 'The answer ends here because it reached the output limit.',
  'window-full': 'The answer ends here because the context window is full.',
  'content-filter': 'A content filter of the provider ended the answer.',
};
