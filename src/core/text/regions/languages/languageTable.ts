import type { Mode } from './syntax';
import { cFamilyLanguages } from './cFamily';
import { dataLanguages } from './dataFormats';
import { javascriptLanguages } from './javascript';
import { markupLanguages } from './markup';
import { otherLanguages } from './otherLanguages';
import { proseLanguages } from './prose';
import { pythonLanguages } from './python';
import { scriptLanguages } from './scripts';

export interface LanguageRoot {
  readonly language: string;
  readonly mode: Mode;
}

const names: string[] = [];
const roots = new Map<string, LanguageRoot>();
for (const table of [
  proseLanguages,
  markupLanguages,
  javascriptLanguages,
  pythonLanguages,
  cFamilyLanguages,
  scriptLanguages,
  dataLanguages,
  otherLanguages,
]) {
  for (const [name, { mode, aliases = [], calledLanguage = name }] of Object.entries(table)) {
    for (const id of [name, ...aliases]) {
      names.push(id);
      roots.set(id, { language: calledLanguage, mode });
    }
  }
}

/** The names by which languages are known, as the tables list them. */
export const languageNames: readonly string[] = names;

/** How a language is read, by its id or by a name that fences give it. Undefined: it is not in the tables. */
export const languageRoot = (id: string): LanguageRoot | undefined => roots.get(id);
