import type { EncodingName } from '../../../core/catalog/encodingName';
import { nodeHost } from '../../../host/node/host';
import type { WorkerCounter } from './workerCounter';

/**
 * Counts a text that comes in pieces, which may end anywhere: the worker gets them as one copy, and counts that. Gives the
 * tokens in each of the encodings.
 * @throws the reason of `signal` once it is aborted; Error when the worker cannot count or ends.
 */
export async function countPieces(
  counter: WorkerCounter,
  encodings: readonly EncodingName[],
  pieces: Iterable<string>,
  signal: AbortSignal,
): Promise<readonly number[]> {
  const lost = new AbortController();
  const listener = counter.onDidLoseCopies(() => lost.abort(new Error('The token worker ended.')));
  const stop = AbortSignal.any([signal, lost.signal]);
  const document = counter.newCopy();
  try {
    counter.send({ kind: 'open', document });
    for (const text of pieces) {
      stop.throwIfAborted();
      counter.send({ kind: 'append', document, text });
      await nodeHost.nextTurn();
    }
    stop.throwIfAborted();
    return await counter.survey(document, encodings, stop);
  } finally {
    listener.dispose();
    if (!lost.signal.aborted) counter.send({ kind: 'close', document });
  }
}
