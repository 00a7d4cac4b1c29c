import { languageOfAnyFile } from '../../text/languageOfFile';

/**
 * Returns the language in which a file is searched for terms. `undefined`: its kind is unknown, or a machine wrote it.
 */
export function textLanguageOf(path: string): string | undefined {
  // Scripts that a machine has written.
  return /\.min\.\w+$/i.test(path) ? undefined : languageOfAnyFile(path);
}
