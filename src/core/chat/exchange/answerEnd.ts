import { parseJson } from '../../base/json';
import type { Saying } from '../../base/say';
import type { AnswerReader } from '../dialects/dialect';
import { ChatError, ownWords } from '../messages/errors';
import type { ChatErrorKind } from '../messages/errors';
import { readProviderError } from '../providers/providerWords';
import { MalformedEvent, StreamedError } from '../messages/transport';
import type { CheckedCall } from './call';
import { findCode, isNodeTimeout, nodeTimeoutMs } from './response';
import type { StreamGuard } from './streamGuard';

/**
 * Returns the error for an event that could not be read. Rethrows errors that the reader does not throw by design, as
 * they are faults of this program.
 */
export function failureOf(error: unknown, call: CheckedCall, guard: StreamGuard): ChatError {
  if (error instanceof StreamedError) return failure(call, 'in-stream', readProviderError(error.payload).words);
  if (!(error instanceof MalformedEvent)) throw error;
  const plain = plainError(guard.lastEvent);
  if (plain !== undefined) return failure(call, 'in-stream', plain);
  // An event in which the body ended was cut off.
  return failure(call, guard.endedInEvent ? 'cut-off' : 'malformed');
}

/**
 * Returns the error for an error of the decoder. `undefined` where the request was ended from this side, or where the
 * answer was already complete or given up, so that the way in which the connection closed does not matter.
 */
export function breakOf(
  error: unknown,
  call: CheckedCall,
  guard: StreamGuard,
  reader: AnswerReader,
): ChatError | undefined {
  if (call.signal.aborted) return undefined; // Stopped, or stalled: the caller knows which.
  if (!guard.hasBroken) return failure(call, 'malformed'); // The decoder failed at an event.
  if (reader.complete || lastWords(reader) !== undefined) return undefined;
  const code = findCode(error);
  if (isNodeTimeout(code)) return new ChatError('stalled', call.facts({ idleMs: nodeTimeoutMs }));
  return failure(call, 'cut-off', code);
}

/** Returns the fault of a stream that ended without an error; `undefined` for a complete answer. */
export function endOf(
  call: CheckedCall,
  guard: StreamGuard,
  reader: AnswerReader,
  idleMs?: number,
): ChatError | undefined {
  if (reader.complete) return undefined;
  const words = lastWords(reader);
  if (words !== undefined) return failure(call, 'in-stream', words);
  if (idleMs !== undefined) return new ChatError('stalled', call.facts({ idleMs }));
  if (guard.problem === 'event-too-long') {
    return malformed(call, (say) => say('A single event was longer than 1 MB.'));
  }
  if (guard.problem === 'nested-too-deep') {
    return malformed(call, (say) => say('An event had more than 100 levels of nested objects and lists.'));
  }
  // llama.cpp before September 2025: `error: {...}` in place of `data:` (ggml-org/llama.cpp#16109).
  const llamaError = /^error: ?(\{.*)$/m.exec(guard.head)?.[1];
  if (llamaError !== undefined) return failure(call, 'in-stream', wordsOf(llamaError));
  if (reader.seen === 'nothing' && (guard.notAStream || !guard.isEventStream)) {
    return isWholeAnswer(guard.head)
      ? failure(call, 'not-streamed')
      : failure(call, 'not-a-chat-api', wordsOf(guard.head));
  }
  if (reader.seen === 'foreign') return failure(call, 'not-a-chat-api');
  if (!reader.hasOutput) return failure(call, 'empty');
  return guard.sawDone ? undefined : failure(call, 'cut-off');
}

/** Returns the provider's last words outside of the dialect's events, after which no more of the answer came. */
const lastWords = (reader: AnswerReader): string | undefined =>
  reader.foreign.map((event) => readProviderError(event).words).findLast((words) => words !== undefined);

/** Returns the words of an `event: error` whose data is not JSON. */
function plainError(event: string): string | undefined {
  if (!/^event: ?error$/m.test(event)) return undefined;
  const data = Array.from(event.matchAll(/^data: ?(.*)$/gm), ([, line]) => line).join(' ');
  return readProviderError(data).words;
}

/** Whether a text is, or begins, an answer that the three APIs give where no stream is requested. */
const isWholeAnswer = (text: string): boolean =>
  /^\s*\{[^]*?"(?:choices|output|content)"\s*:\s*\[/.test(text) &&
  readProviderError(parseJson(text)).words === undefined;

const wordsOf = (text: string): string | undefined => readProviderError(parseJson(text, text)).words;

const malformed = (call: CheckedCall, said: Saying): ChatError =>
  new ChatError('malformed', call.facts(ownWords(said)));

const failure = (call: CheckedCall, kind: ChatErrorKind, detail?: string): ChatError =>
  new ChatError(kind, call.facts({ detail }));
