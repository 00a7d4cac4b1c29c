import type { Call } from './call';
import { MalformedChunk, StreamedError } from './deltas';
import type { DeltaReader } from './deltas';
import { ChatError } from './errors';
import type { ChatErrorKind } from './errors';
import { streamedErrorOf } from './openaiClient';
import { parseJson, readProviderError } from './providerWords';
import type { StreamTap } from './streamTap';
import { findCode, nodeTimeoutMs } from './systemCode';

/** What `DeltaReader.read` means by what it throws. Throws on what it does not know: that is a mistake of ours. */
export function chunkFailure(error: unknown, call: Call): ChatError {
  if (error instanceof StreamedError) return failure(call, 'in-stream', readProviderError(error.payload).words);
  if (error instanceof MalformedChunk) return failure(call, 'malformed');
  throw error;
}

/**
 * What an error of the decoder means. `undefined`: the request was ended from this side, or the answer was complete by
 * then, and how the connection closed does not matter. Throws on what is none of the known ways to fail.
 */
export function breakOf(error: unknown, call: Call, tap: StreamTap, reader: DeltaReader): ChatError | undefined {
  const streamed = streamedErrorOf(error);
  if (streamed !== undefined) return failure(call, 'in-stream', readProviderError(streamed.payload).words);
  // The decoder's word for a chunk that is not JSON. Where the body ended inside that chunk, it was cut off.
  if (error instanceof SyntaxError) return failure(call, tap.endedInLine ? 'cut-off' : 'malformed');
  if (call.signal.aborted) return undefined; // Stopped, or stalled: the caller knows which.
  const code = findCode(error);
  // A broken body is a bare TypeError ("terminated") with the system's error as its cause.
  if (!(error instanceof TypeError) && code === undefined) throw error;
  if (reader.finishReason !== undefined) return undefined;
  if (code === 'UND_ERR_BODY_TIMEOUT') return new ChatError('stalled', call.facts({ idleMs: nodeTimeoutMs }));
  return failure(call, 'cut-off', code);
}

/** What is wrong with a stream that has ended without an error; `undefined` if it is a whole answer. */
export function endOf(call: Call, tap: StreamTap, reader: DeltaReader, idleMs?: number): ChatError | undefined {
  if (reader.finishReason !== undefined) return undefined;
  if (idleMs !== undefined) return new ChatError('stalled', call.facts({ idleMs }));
  if (tap.tooLong) return failure(call, 'malformed', 'A single event was longer than 64 MB.');
  // llama.cpp before September 2025: `error: {...}` in place of `data:` (ggml-org/llama.cpp#16109).
  const llamaError = /^error: ?(\{.*)$/m.exec(tap.head)?.[1];
  if (llamaError !== undefined) return failure(call, 'in-stream', readProviderError(parseJson(llamaError)).words);
  if (!reader.hasChunks && (tap.notAStream || !tap.isEventStream)) {
    return failure(call, 'not-a-chat-api', readProviderError(parseJson(tap.head)).words);
  }
  if (!reader.hasChunks && reader.hasForeignChunks) return failure(call, 'not-a-chat-api');
  return failure(call, reader.hasOutput ? 'cut-off' : 'empty');
}

function failure(call: Call, kind: ChatErrorKind, detail?: string): ChatError {
  return new ChatError(kind, call.facts(detail === undefined ? {} : { detail }));
}
