import type { Uri } from 'vscode';
import type { EncodingName } from '../../../core/catalog/encodingName';
import { languageOfFile } from '../../../core/text/languageOfFile';
import { hasBinaryExtension } from '../../../core/files/binary';
import { FileText } from '../../../core/files/fileText';
import { formatBytes } from '../../../core/base/numbers';
import { wordsOfFault } from '../../../core/files/skipped';
import type { SkipReason } from '../../../core/files/skipped';
import type { EncodedCount } from '../../../core/tokens/counting/modelCount';
import { sampleText, textKind } from '../../../core/tokens/counting/textKind';
import { FileTooLargeError, NoRegularFileError, faultOf } from '../../../core/files/disk';
import { host } from '#host';
import type { WorkerCounter } from '../../shared/workerCounter';
import { files } from '../../files/editorFiles';
import { nameOf } from '../../files/paths';

/** A file that was not counted, and why. */
export interface SkippedFile {
  readonly skip: SkipReason;
  readonly detail?: string;
}

export interface CountedFile extends Omit<EncodedCount, 'tokens'> {
  readonly tokens: ReadonlyMap<EncodingName, number>;
  readonly bytes: number;
}

export interface CountingRules {
  readonly counter: WorkerCounter;
  readonly encodings: readonly EncodingName[];
  /** Bytes; a larger file is not read. */
  readonly maxFileBytes: number;
}

/** Bytes of a file that is sent to the worker in one piece. */
const smallFile = 256 * 1024;

/**
 * Counts a file as it is on disk.
 * @throws Error when counting fails, which would stop every other file as well; the reason of `signal` once it is
 * aborted.
 */
export async function countFile(
  uri: Uri,
  { counter, encodings, maxFileBytes }: CountingRules,
  signal: AbortSignal,
): Promise<CountedFile | SkippedFile> {
  if (hasBinaryExtension(nameOf(uri))) return { skip: 'binary' };
  const bytes = await read(uri, maxFileBytes, signal);
  if ('skip' in bytes) return bytes;
  const text = FileText.of(bytes);
  if (!text) return { skip: 'binary' };
  const counts =
    bytes.length <= smallFile
      ? await countWhole(counter, encodings, text.text(), signal)
      : await countPieces(counter, encodings, text.pieces(), signal);
  const tokens = new Map(encodings.map((encoding, index) => [encoding, counts[index] ?? 0]));
  const kind = textKind(sampleText(text.start()), languageOfFile(nameOf(uri)));
  const inexact = text.undecodable && ({ inexact: 'undecodable' } as const);
  return { tokens, bytes: bytes.length, ...inexact, ...(kind && { textKind: kind }) };
}

/** Returns the count of a file in one of its encodings. */
export const countIn = ({ tokens, ...file }: CountedFile, encoding: EncodingName) => ({
  ...file,
  tokens: tokens.get(encoding) ?? 0,
});

async function countWhole(
  counter: WorkerCounter,
  encodings: readonly EncodingName[],
  text: string,
  signal: AbortSignal,
): Promise<number[]> {
  const counts: number[] = [];
  for (const encoding of encodings) counts.push((await counter.count(encoding, text, signal)).tokens);
  return counts;
}

async function read(uri: Uri, maxFileBytes: number, signal: AbortSignal): Promise<Uint8Array | SkippedFile> {
  try {
    return await files.read(uri, { maxBytes: maxFileBytes, signal });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof NoRegularFileError) return { skip: 'special' };
    if (error instanceof FileTooLargeError) return { skip: 'tooLarge', detail: formatBytes(error.bytes) };
    return { skip: 'unreadable', detail: wordsOfFault(faultOf(error)) };
  }
}

/**
 * Counts a text that comes in pieces, which may end anywhere. The worker receives them as one copy, and counts that.
 * Returns the tokens in each of the encodings.
 * @throws the reason of `signal` once it is aborted; Error when the worker cannot count or ends.
 */
async function countPieces(
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
      await host.nextTurn();
    }
    stop.throwIfAborted();
    return await counter.survey(document, encodings, stop);
  } finally {
    listener.dispose();
    if (!lost.signal.aborted) counter.send({ kind: 'close', document });
  }
}
