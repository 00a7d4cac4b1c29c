import { decodedBase64 } from '../../base/base64';
import type { Saying } from '../../base/say';
import { inSlices } from '../../base/work';
import type { Breathe } from '../../base/work';
import { fileNames } from '../../chat/media/fileNames';
import { extensionOf, isImage, mediaTypeOf, shownFileName } from '../../chat/media/fileKinds';
import { measureFile } from '../../chat/media/measureFile';
import type { Message, MessagePart } from '../../chat/messages/chatTypes';
import { isFilePart } from '../../chat/messages/fileParts';
import type { FilePart } from '../../chat/messages/fileParts';
import type { ImportedRequest, WrittenFile } from './importedRequest';
import { keptFileAt } from './keptFileMark';

interface FileDeps {
  /** Reads a file that is kept beside a session; `undefined` where it is not there. */
  readonly kept: (session: string, blob: string) => Promise<Uint8Array | undefined>;
  readonly sha256: (bytes: Uint8Array) => Promise<string>;
  readonly breathe: Breathe;
}

/** The bytes of a part, which are to be kept beside the session. */
export interface ImportedFile {
  readonly part: FilePart;
  readonly bytes: Uint8Array;
}

interface WithFiles<R> {
  readonly request: R;
  readonly files: readonly ImportedFile[];
}

const reasons = ['gone', 'damaged', 'unknown'] as const;
type Reason = (typeof reasons)[number];

/**
 * Reads the files of a request, and names them in its messages like the files of a session. One that cannot be read is
 * left out, with a note.
 */
export async function withFiles<R extends Pick<ImportedRequest, 'files' | 'messages' | 'notes'>>(
  request: R,
  deps: FileDeps,
): Promise<WithFiles<R>> {
  const files = new Map<string, ImportedFile>();
  const left: Reason[] = [];
  for (const file of request.files) {
    const read = await readFile(file, deps);
    if (typeof read === 'string') left.push(read);
    else files.set(file.mark, read);
  }
  const messages = request.messages.map(({ role, parts }) => ({ role, parts: named(parts, files) }));
  const notes = [...request.notes, ...reasons.flatMap((reason) => noteOn(reason, left)), ...noteOnOrder(messages)];
  return { request: { ...request, messages, notes }, files: [...files.values()] };
}

async function readFile({ name, base64 }: WrittenFile, deps: FileDeps): Promise<ImportedFile | Reason> {
  const place = keptFileAt(base64);
  const bytes = place ? await deps.kept(...place) : await inSlices(decodedBase64(base64), deps.breathe);
  if (!bytes) return place ? 'gone' : 'damaged';
  const mediaType = mediaTypeOf(bytes);
  if (mediaType === undefined) return 'unknown';
  const type = isImage(mediaType) ? 'image' : 'file';
  const shown = shownFileName(name) || `${type === 'image' ? 'image' : 'document'}.${extensionOf(mediaType)}`;
  const measure = await measureFile(bytes, mediaType, deps.breathe);
  const blob = await deps.sha256(bytes);
  return { part: { type, blob, mediaType, name: shown, bytes: bytes.length, ...measure }, bytes };
}

function named<P extends MessagePart>(parts: readonly P[], files: ReadonlyMap<string, ImportedFile>): P[] {
  return parts.flatMap((part): P[] => {
    if (part.type === 'tool-result') return [{ ...part, parts: named(part.parts, files) }];
    if (!isFilePart(part)) return [part];
    const read = files.get(part.blob);
    return read ? [read.part as P] : [];
  });
}

function noteOn(reason: Reason, left: readonly Reason[]): Saying[] {
  const count = left.filter((each) => each === reason).length;
  if (count === 0) return [];
  switch (reason) {
    case 'gone':
      return [(say) => say('Files that are no longer kept here, and were left out: {0}', count)];
    case 'damaged':
      return [(say) => say('Files whose base64 is damaged, and which were left out: {0}', count)];
    case 'unknown':
      return [(say) => say('Files that are no {1}, and were left out: {0}', count, fileNames(say))];
  }
}

/** Returns a note where the last message has a file behind its text. A draft has its text behind all files. */
function noteOnOrder(messages: readonly Message[]): Saying[] {
  const last = messages.at(-1);
  const text = last?.parts.findIndex(({ type }) => type === 'text') ?? -1;
  if (last?.role !== 'user' || !isDraft(last.parts) || text < 0) return [];
  return last.parts.slice(text).some(isFilePart)
    ? [(say) => say('The files of the last message come before its text now.')]
    : [];
}

/**
 * Whether parts can be a draft. Several texts have places between the files of a message, which a field cannot express.
 */
export const isDraft = (parts: readonly MessagePart[]): boolean =>
  parts.every((part) => part.type === 'text' || isFilePart(part)) &&
  parts.filter(({ type }) => type === 'text').length <= 1;
