import { languageOfAnyFile } from '../../text/languageOfFile';

/** The language in which terms are looked for in a file. Undefined: it is of no known kind, or nobody wrote it. */
export function textLanguageOf(path: string): string | undefined {
  // Scripts that a machine has written.
  return /\.min\.\w+$/i.test(path) ? undefined : languageOfAnyFile(path);
}
