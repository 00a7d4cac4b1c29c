import type { Breathe } from '../base/work';
import type { Say } from '../base/say';
import { formatBytes } from '../base/numbers';
import { maxFileBytes, mediaTypeOf, shownFileName } from '../chat/media/fileKinds';
import { fileNames } from '../chat/media/fileNames';
import { measureFile } from '../chat/media/measureFile';
import { FileError, isFileError } from '../files/files';
import type { KeptFiles } from './keptFiles';
import type { LiveSession } from './liveSession';
import { maxAttachments } from './session/sessionSchema';
import type { Attachment } from './session/sessionSchema';

/** A file that is to go with a message. */
export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface AttachDeps {
  readonly files: Pick<KeptFiles, 'keep' | 'read'>;
  readonly sha256: (bytes: Uint8Array) => Promise<string>;
  readonly breathe: Breathe;
  readonly say: Say;
}

type Attached = { readonly attachment: Attachment } | { readonly refused: string };

/**
 * Attaches bytes to the message of a session, as they are now, whatever becomes of the file; or returns why it cannot.
 */
export async function attach(live: LiveSession, { name, bytes }: GivenFile, deps: AttachDeps): Promise<Attached> {
  const { say } = deps;
  const shown = shownFileName(name) || say('Untitled');
  if (live.access.mode === 'read') return { refused: say('This session is read-only. Reload it or open a copy.') };
  if (bytes.length === 0) return { refused: say('{0} is empty.', shown) };
  const mediaType = mediaTypeOf(bytes);
  if (mediaType === undefined) {
    return { refused: say('{0} is no {1} file, whatever its name says.', shown, fileNames(say)) };
  }
  if (bytes.length > maxFileBytes) {
    return {
      refused: say(
        '{0} has {1}. At most {2} can be attached.',
        shown,
        formatBytes(bytes.length),
        formatBytes(maxFileBytes),
      ),
    };
  }
  const blob = await deps.sha256(bytes);
  const facts = await measureFile(bytes, mediaType, deps.breathe);
  const attachment = { blob, mediaType, name: shown, bytes: bytes.length, ...facts };
  const now = attachedTo(live);
  const isThere = now.some((other) => other.blob === blob);
  if (!isThere && now.length >= maxAttachments) {
    return { refused: say('At most {0} files can go with a message.', maxAttachments) };
  }
  try {
    // The copy of an attached file beside the session may be damaged by now.
    if (isThere && (await deps.files.read(live.id, blob))) return { attachment };
    await keep(live, attachment, bytes, deps.files);
    return { attachment };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    detach(live, blob);
    const why = say(
      '{0} could not be kept beside the session. Check that the disk is writable and has space left.',
      shown,
    );
    return { refused: why };
  }
}

/**
 * Keeps a file, and then names it in the draft, as a page that shows the draft looks for the file. Only where the
 * session is not on the disk yet does the draft come first.
 */
async function keep(live: LiveSession, file: Attachment, bytes: Uint8Array, files: AttachDeps['files']): Promise<void> {
  const add = (): void => {
    const others = attachedTo(live).filter(({ blob }) => blob !== file.blob);
    live.main.changeDraft({ attachments: [...others, file] }, []);
  };
  // A draft that was only proposed becomes the user's own, and with that the session comes to the disk.
  live.main.changeDraft({}, []);
  try {
    await files.keep(live, file.blob, file.mediaType, bytes);
    add();
  } catch (error) {
    if (!isFileError(error, 'missing')) throw error;
    add();
    await files.keep(live, file.blob, file.mediaType, bytes);
  }
}

const detach = (live: LiveSession, gone: string): void =>
  live.main.changeDraft({ attachments: attachedTo(live).filter(({ blob }) => blob !== gone) }, []);

const attachedTo = ({ main }: LiveSession): readonly Attachment[] => main.draft.attachments ?? [];
