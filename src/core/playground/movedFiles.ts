import type { MessagePart } from '../chat/messages/chatTypes';
import { FileError, isFileError } from '../files/files';
import type { KeptFiles } from './keptFiles';
import type { LiveSession } from './liveSession';
import { attachmentsOf } from './session/draftAttachments';
import type { Attachment } from './session/sessionSchema';

/**
 * Copies files of one session to another, and then names them in its draft. They are named last because the page that
 * shows the draft looks for the files. Rejects where they cannot be written to the disk.
 */
export async function bringFiles(
  files: Pick<KeptFiles, 'copy'>,
  attachments: readonly Attachment[],
  from: LiveSession,
  to: LiveSession,
): Promise<void> {
  if (attachments.length === 0) return;
  const name = (named: readonly Attachment[]): void => to.main.changeDraft({ attachments: named }, []);
  const copy = async (): Promise<void> => {
    if (from !== to) await files.copy(from, to);
  };
  try {
    await copy();
    name(attachments);
  } catch (error) {
    if (!isFileError(error, 'missing')) throw error;
    // A session without content is not on the disk yet. Naming the files in its draft brings it there.
    name(attachments);
    await copy().catch((late: unknown) => {
      name([]);
      throw late;
    });
  }
}

/**
 * Reads the files of a message before the session that holds them is deleted. The returned function attaches them to
 * the session that the message goes to. A file that cannot be read or kept is missing there, which is reported where
 * the message is shown and sent.
 */
export async function copyFilesOf(
  files: Pick<KeptFiles, 'read' | 'keep'>,
  session: string,
  parts: readonly MessagePart[],
): Promise<(to: LiveSession) => Promise<void>> {
  const attachments = attachmentsOf(parts);
  const read = async (file: Attachment) => ({ file, bytes: await files.read(session, file.blob).catch(undefinedOf) });
  const taken = await Promise.all(attachments.map(read));
  return async (to) => {
    // The attachments in its draft bring the session to the disk.
    if (attachments.length > 0) to.main.changeDraft({ attachments }, []);
    for (const { file, bytes } of taken) {
      if (bytes) await files.keep(to, file.blob, file.mediaType, bytes).catch(undefinedOf);
    }
  };
}

function undefinedOf(error: unknown): undefined {
  if (!(error instanceof FileError)) throw error;
}
