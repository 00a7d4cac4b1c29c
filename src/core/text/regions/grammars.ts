import { languages, wordsOf } from '../languages';
import type { GrammarName } from '../languages';
import type { Mode } from './grammars/syntax';
import { cFamilyGrammars } from './grammars/cFamily';
import { dataGrammars } from './grammars/dataFormats';
import { javascriptGrammars } from './grammars/javascript';
import { markupGrammars } from './grammars/markup';
import { otherGrammars } from './grammars/otherLanguages';
import { proseGrammars } from './grammars/prose';
import { pythonGrammars } from './grammars/python';
import { scriptGrammars } from './grammars/scripts';

interface LanguageRoot {
  readonly language: string;
  readonly mode: Mode;
}

const grammars: Readonly<Record<GrammarName, Mode>> = {
  ...proseGrammars,
  ...markupGrammars,
  ...javascriptGrammars,
  ...pythonGrammars,
  ...cFamilyGrammars,
  ...scriptGrammars,
  ...dataGrammars,
  ...otherGrammars,
};
const modes = new Map<string, Mode>(Object.entries(grammars));

const roots = new Map<string, LanguageRoot>();
for (const [id, language] of languages) {
  const { grammar = id, called = grammar } = language;
  const mode = modes.get(grammar);
  if (!mode) continue;
  for (const name of [id, ...wordsOf(language.names)]) roots.set(name, { language: called, mode });
}

/** Returns how a language is read, by its id or by a name that fences give it. Undefined: it has no grammar. */
export const languageRoot = (id: string): LanguageRoot | undefined => roots.get(id);
