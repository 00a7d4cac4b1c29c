import type { MessagePart } from '../chat/messages/chatTypes';
import { FileError, isFileError } from '../files/files';
import type { KeptFiles } from './keptFiles';
import type { LiveSession } from './liveSession';
import { attachmentsOf } from './session/draftAttachments';
import type { Attachment } from './session/sessionSchema';

/** Gives a session files of another one, and then names them in its draft: whoever shows that looks for them. Rejects where the disk does not take them. */
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
    // One that has nothing yet comes to the disk with their names.
    name(attachments);
    await copy().catch((late: unknown) => {
      name([]);
      throw late;
    });
  }
}

/**
 * Reads the files of a message while they still lie beside a session that is being deleted; what comes back attaches them to the session
 * that the message goes to. One that is gone or is not taken is missing there, which is said where it is shown and sent.
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
    // With them the session comes to the disk.
    if (attachments.length > 0) to.main.changeDraft({ attachments }, []);
    for (const { file, bytes } of taken) {
      if (bytes) await files.keep(to, file.blob, file.mediaType, bytes).catch(undefinedOf);
    }
  };
}

function undefinedOf(error: unknown): undefined {
  if (!(error instanceof FileError)) throw error;
}
