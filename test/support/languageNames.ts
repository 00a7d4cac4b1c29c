import { languages, wordsOf } from '../../src/core/text/languages';
import { languageRoot } from '../../src/core/text/regions/grammars';

/** The names by which grammars are known, as the table of languages lists them. */
export const languageNames: readonly string[] = Array.from(languages, ([id, { names }]) => [id, ...wordsOf(names)])
  .flat()
  .filter((name) => languageRoot(name) !== undefined);
