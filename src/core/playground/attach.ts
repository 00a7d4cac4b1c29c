import { inSlices } from '../base/work';
import type { Breathe } from '../base/work';
import type { Say } from '../base/say';
import { formatBytes } from '../base/numbers';
import { isImage, maxFileBytes, mediaTypeOf } from '../chat/media/fileKinds';
import { imageSize } from '../chat/media/imageSize';
import { pdfPages } from '../chat/media/pdfPages';
import type { KeptFiles } from './keptFiles';
import type { LiveSession } from './liveSession';
import { maxAttachments } from './session/sessionSchema';
import type { Attachment } from './session/sessionSchema';

/** A file that is to go with a message. */
export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface AttachDeps {
  readonly files: Pick<KeptFiles, 'keep'>;
  readonly sha256: (bytes: Uint8Array) => Promise<string>;
  readonly breathe: Breathe;
  readonly say: Say;
}

type Attached = { readonly attachment: Attachment } | { readonly refused: string };

/** UTF-16 code units of a name that are kept. */
const maxNameLength = 200;

/** A name as a chip shows it: without its folder, on one line, and without what turns text round. */
export const shownFileName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, maxNameLength);

/** Attaches bytes to the message of a session: as they are now, whatever becomes of the file. Says why where that cannot be. */
export async function attach(live: LiveSession, { name, bytes }: GivenFile, deps: AttachDeps): Promise<Attached> {
  const { say } = deps;
  const shown = shownFileName(name) || say('Untitled');
  if (live.access.mode === 'read') return { refused: say('This session is read-only. Reload it or open a copy.') };
  if (bytes.length === 0) return { refused: say('{0} is empty.', shown) };
  const mediaType = mediaTypeOf(bytes);
  if (mediaType === undefined) {
    return { refused: say('{0} is no PNG, JPEG, GIF, WebP or PDF file, whatever its name says.', shown) };
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
  const facts = await factsOf(bytes, mediaType, deps.breathe);
  const attachment = { blob, mediaType, name: shown, bytes: bytes.length, ...facts };
  const now = attachedTo(live);
  if (now.some((other) => other.blob === blob)) return { attachment };
  if (now.length >= maxAttachments) return { refused: say('At most {0} files can go with a message.', maxAttachments) };
  live.main.changeDraft({ attachments: [...now, attachment] }, []);
  try {
    await deps.files.keep(live, blob, mediaType, bytes);
    return { attachment };
  } catch {
    live.main.changeDraft({ attachments: attachedTo(live).filter((other) => other.blob !== blob) }, []);
    return {
      refused: say(
        '{0} could not be kept beside the session. Check that the disk is writable and has space left.',
        shown,
      ),
    };
  }
}

const attachedTo = ({ main }: LiveSession): readonly Attachment[] => main.draft.attachments ?? [];

async function factsOf(bytes: Uint8Array, mediaType: string, breathe: Breathe) {
  if (isImage(mediaType)) return imageSize(bytes, mediaType) ?? {};
  const pages = await inSlices(pdfPages(bytes), breathe);
  return pages === undefined ? {} : { pages };
}
