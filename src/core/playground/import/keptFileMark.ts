import { placeInPath } from '../../store/blobFiles';

// Our own curl command reads files that lie beside a session (`export/curlCode.ts`): these are found again by session and SHA-256.

/** Stands for the base64 of a file in a command that reads it; empty where it is none that lies beside a session. */
export function keptFileMark(command: string): string {
  const place = placeInPath(command);
  return place ? `<file ${place.session}/${place.blob}>` : '';
}

/** The session and the SHA-256 of such a mark. */
export function keptFileAt(mark: string): readonly [session: string, blob: string] | undefined {
  const [, session, blob] = /^<file ([\w-]{1,80})\/([\da-f]{64})>$/.exec(mark) ?? [];
  return session === undefined || blob === undefined ? undefined : [session, blob];
}
