import { isUtf8 } from 'node:buffer';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Uri } from 'vscode';
import type { EncodingName } from '../../core/tokens/engine/encodingName';
import { hasBinaryExtension, textEncodingOf } from '../../core/tokens/folder/binary';
import { decodeSlices } from '../../core/tokens/folder/decodeSlices';
import { formatBytes } from '../../core/tokens/folder/result';
import type { SkipReason } from '../../core/tokens/folder/skipped';
import type { EncodedCount } from '../../core/tokens/encodedCount';
import type { WorkerCounter } from '../tokens/workerCounter';
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

/** Encodings in which a text cut at a line start may count one or two tokens more than in one piece. */
const lineCutsShift = new Set<EncodingName>(['mistral_v1', 'mistral_v3', 'claude_legacy']);

/** Counts a file as it is on disk. @throws Error when counting fails, which no other file would survive either. */
export async function countFile(uri: Uri, rules: CountingRules): Promise<FileOutcome> {
  if (hasBinaryExtension(nameOf(uri))) return { skip: 'binary' };
  const bytes = await read(uri, rules.maxFileBytes);
  if ('skip' in bytes) return bytes;
  const encoding = textEncodingOf(bytes);
  if (!encoding) return { skip: 'binary' };
  const undecodable = encoding === 'utf-8' && !isUtf8(bytes);
  let tokens = 0;
  let approximate = undecodable;
  let slices = 0;
  for (const slice of decodeSlices(bytes, encoding)) {
    if (!slice) {
      await nextTurn();
      continue;
    }
    const counted = await rules.counter.count(rules.encoding, slice.text);
    tokens += counted.tokens;
    approximate ||= counted.approximate || slice.roughEnd || (slices++ > 0 && lineCutsShift.has(rules.encoding));
  }
  return { tokens, approximate, bytes: bytes.length, ...(undecodable ? { undecodable } : {}) };
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
