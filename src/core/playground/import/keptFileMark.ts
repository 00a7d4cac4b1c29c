import { placeInPath } from '../../store/blobFiles';

// Our own curl command (`export/curlCode.ts`) reads files that are kept beside a session. They are found again by
// session and SHA-256.

/** Returns a mark for the base64 of a file in a command that reads it; empty where no file beside a session is read. */
export function keptFileMark(command: string): string {
  const place = placeInPath(command);
  return place ? `<file ${place.session}/${place.blob}>` : '';
}

/** Returns the session and the SHA-256 of such a mark. */
export function keptFileAt(mark: string): readonly [session: string, blob: string] | undefined {
  const [, session, blob] = /^<file ([\w-]{1,80})\/([\da-f]{64})>$/.exec(mark) ?? [];
  return session === undefined || blob === undefined ? undefined : [session, blob];
}
