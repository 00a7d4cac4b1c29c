import { bytesMark } from '../../base/bytesText';
import type { SentRequest } from '../../chat/exchange/sentRequest';
import { quoted } from './literals';

// The files of a request in code: it reads them from where they lie.

/** Where a file lies, by its SHA-256. */
export type FilePaths = (blob: string) => string;

/** Code in which the bytes of files are read where a text in quotes ends with their mark. `read`: the expression that gives their base64. */
export function withFilesRead(
  code: string,
  { files = [] }: Pick<SentRequest, 'files'>,
  pathOf: FilePaths,
  read: (path: string) => string,
): string {
  return files.reduce((text, { blob }) => {
    const mark = bytesMark(blob);
    const expression = read(quoted(pathOf(blob)));
    return text
      .replaceAll(`"${mark}"`, () => expression)
      .replace(
        new RegExp(String.raw`("data:[\w/+.-]+;base64,)${mark}"`, 'g'),
        (_all, before: string) => `${before}" + ${expression}`,
      );
  }, code);
}
