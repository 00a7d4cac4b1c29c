import { isUtf8 } from 'node:buffer';
import type { Uri } from 'vscode';
import type { EncodingName } from '../../core/tokens/engine/encodingName';
import { hasBinaryExtension, textEncodingOf } from '../../core/tokens/folder/binary';
import type { TextEncoding } from '../../core/tokens/folder/binary';
import { decodePieces } from '../../core/tokens/folder/decodePieces';
import { formatBytes } from '../../core/tokens/folder/result';
import type { SkipReason } from '../../core/tokens/folder/skipped';
import type { EncodedCount } from '../../core/tokens/encodedCount';
import type { WorkerCounter } from '../tokens/workerCounter';
import { countPieces } from './countPieces';
import { faultOf, files } from './files';
import { nameOf } from './paths';

export interface CountedFile extends EncodedCount {
  readonly bytes: number;
  /** The bytes are not valid UTF-8. */
  readonly undecodable?: boolean;
}

export type FileOutcome = CountedFile | { readonly skip: SkipReason; readonly detail?: string };

export interface CountingRules {
  readonly counter: WorkerCounter;
  readonly encoding: EncodingName;
  /** Bytes; a larger file is not read. */
  readonly maxFileBytes: number;
}

/** Bytes of a file that is sent to the worker in one piece. */
const smallFile = 256 * 1024;

/**
 * Counts a file as it is on disk.
 * @throws Error when counting fails, which no other file would survive either; the reason of `signal` once it is aborted.
 */
export async function countFile(uri: Uri, rules: CountingRules, signal: AbortSignal): Promise<FileOutcome> {
  if (hasBinaryExtension(nameOf(uri))) return { skip: 'binary' };
  const bytes = await read(uri, rules.maxFileBytes);
  if ('skip' in bytes) return bytes;
  const textEncoding = textEncodingOf(bytes);
  if (!textEncoding) return { skip: 'binary' };
  const text = new FileText(bytes, textEncoding);
  const { counter, encoding } = rules;
  const small = bytes.length <= smallFile;
  const { tokens } = small
    ? await counter.count(encoding, [...text.pieces()].join(''))
    : await countPieces(counter, encoding, text.pieces(), signal);
  const approximate = text.undecodable;
  return { tokens, approximate, bytes: bytes.length, ...(approximate ? { undecodable: true } : {}) };
}

/** The text of a file, and whether its bytes told all of it. */
class FileText {
  /** Bytes that are not valid UTF-8 were among the pieces so far. */
  undecodable = false;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly encoding: TextEncoding,
  ) {}

  *pieces(): Generator<string> {
    for (const { text, bytes } of decodePieces(this.bytes, this.encoding)) {
      this.undecodable ||= this.encoding === 'utf-8' && !isUtf8(bytes);
      yield text;
    }
  }
}

async function read(uri: Uri, maxFileBytes: number): Promise<Uint8Array | { skip: SkipReason; detail: string }> {
  try {
    const size = await files.size(uri);
    if (size > maxFileBytes) return { skip: 'tooLarge', detail: formatBytes(size) };
    return await files.read(uri);
  } catch (error) {
    return { skip: 'unreadable', detail: faultOf(error) };
  }
}
