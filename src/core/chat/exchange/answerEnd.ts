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

/** The meaning of an event that is none. Throws what is not of the reader's making: that is a mistake of ours. */
export function failureOf(error: unknown, call: CheckedCall, guard: StreamGuard): ChatError {
  if (error instanceof StreamedError) return failure(call, 'in-stream', readProviderError(error.payload).words);
  if (!(error instanceof MalformedEvent)) throw error;
  const plain = plainError(guard.lastEvent);
  if (plain !== undefined) return failure(call, 'in-stream', plain);
  // Where the body ended inside that event, it was cut off.
  return failure(call, guard.endedInEvent ? 'cut-off' : 'malformed');
}

/**
 * The meaning of an error of the decoder. `undefined`: the request was ended from this side, or the answer was complete or
 * given up by then, and how the connection closed does not matter.
 */
export function breakOf(
  error: unknown,
  call: CheckedCall,
  guard: StreamGuard,
  reader: AnswerReader,
): ChatError | undefined {
  if (call.signal.aborted) return undefined; // Stopped, or stalled: the caller knows which.
  if (!guard.hasBroken) return failure(call, 'malformed'); // It choked on an event.
  if (reader.complete || lastWords(reader) !== undefined) return undefined;
  const code = findCode(error);
  if (isNodeTimeout(code)) return new ChatError('stalled', call.facts({ idleMs: nodeTimeoutMs }));
  return failure(call, 'cut-off', code);
}

/** The fault of a stream that has ended without an error; `undefined` if it is a whole answer. */
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

/** Finds the last words of the provider outside of the dialect's events, after which no more of the answer came. */
const lastWords = (reader: AnswerReader): string | undefined =>
  reader.foreign.map((event) => readProviderError(event).words).findLast((words) => words !== undefined);

/** The words of an `event: error` whose data is not JSON. */
function plainError(event: string): string | undefined {
  if (!/^event: ?error$/m.test(event)) return undefined;
  const data = Array.from(event.matchAll(/^data: ?(.*)$/gm), ([, line]) => line).join(' ');
  return readProviderError(data).words;
}

/** An answer as the three APIs give it where no stream is asked for, or its beginning. */
const isWholeAnswer = (text: string): boolean =>
  /^\s*\{[^]*?"(?:choices|output|content)"\s*:\s*\[/.test(text) &&
  readProviderError(parseJson(text)).words === undefined;

const wordsOf = (text: string): string | undefined => readProviderError(parseJson(text, text)).words;

const malformed = (call: CheckedCall, said: Saying): ChatError =>
  new ChatError('malformed', call.facts(ownWords(said)));

const failure = (call: CheckedCall, kind: ChatErrorKind, detail?: string): ChatError =>
  new ChatError(kind, call.facts({ detail }));
