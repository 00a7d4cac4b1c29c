import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EncodedCount } from '../../core/tokens/encodedCount';
import type { EncodingName } from '../../core/tokens/engine/encodingName';
import type { WorkerCounter } from '../tokens/workerCounter';

/**
 * Counts a text that comes in pieces, which may end anywhere: the worker gets them as one copy, and counts that.
 * @throws the reason of `signal` once it is aborted; Error when the worker cannot count or ends.
 */
export async function countPieces(
  counter: WorkerCounter,
  encoding: EncodingName,
  pieces: Iterable<string>,
  signal: AbortSignal,
): Promise<EncodedCount> {
  const lost = new AbortController();
  const listener = counter.onDidLoseCopies(() => lost.abort(new Error('The token worker ended.')));
  const stop = AbortSignal.any([signal, lost.signal]);
  const document = counter.newCopy();
  try {
    counter.send({ kind: 'open', document });
    for (const text of pieces) {
      stop.throwIfAborted();
      counter.send({ kind: 'append', document, text });
      await nextTurn();
    }
    stop.throwIfAborted();
    const [tokens = 0] = await Promise.race([abortOf(stop), counter.survey(document, [encoding], stop)]);
    return { tokens, approximate: false };
  } finally {
    listener.dispose();
    if (!lost.signal.aborted) counter.send({ kind: 'close', document });
  }
}

/** Rejects once `signal` is aborted. */
const abortOf = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
