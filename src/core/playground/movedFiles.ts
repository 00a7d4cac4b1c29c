import type { MessagePart } from '../chat/messages/types';
import { FileError } from '../files/files';
import type { KeptFiles } from './keptFiles';
import type { LiveSession } from './liveSession';
import { attachmentsOf } from './session/attachments';
import type { Attachment } from './session/sessionSchema';

/**
 * Reads the files of a message while they still lie beside a session that is being deleted; what comes back attaches them to the session
 * that the message goes to. One that is gone or is not taken is missing there, which is said where it is shown and sent.
 */
export async function takenAlong(
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
