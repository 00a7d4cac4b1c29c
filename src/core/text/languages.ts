import type { Language } from './language';
import { programLanguages } from './programLanguages';
import { textLanguages } from './textLanguages';

const table = { ...textLanguages, ...programLanguages };
type Table = typeof table;

/** The languages that have a grammar of their own. */
export type GrammarName = {
  [Id in keyof Table]: Table[Id] extends { readonly grammar: string } ? never : Id;
}[keyof Table];

/** All languages, by the id that VS Code gives them. */
export const languages: ReadonlyMap<string, Language> = new Map(Object.entries(table));

const unknown: Language = {};

/** The entry of a language, by its id. That of one that is not in the table is empty. */
export const languageOf = (id: string): Language => languages.get(id) ?? unknown;

/** Whether calls may stand in a text of the language, as its own or as those of another that stands in it. */
export const holdsCalls = ({ calls, hostsCalls = false }: Language): boolean => hostsCalls || calls !== undefined;

/** Prose explains models, and its ids break nothing. */
export const isProse = (id: string): boolean => languageOf(id).ids === 'nowhere';

/** The languages in which people write to people. */
export const proseLanguages: readonly string[] = [...languages.keys()].filter((id) => languageOf(id).isForPeople);

/** The words of a list of the table. */
export const wordsOf = (list = ''): string[] => list.split(' ').filter(Boolean);

const byName = new Map<string, string>();
for (const [id, { names }] of languages) for (const name of wordsOf(names)) byName.set(name, id);

/** The id of a language by any of its names; a name that nobody knows is one of its own. */
export const idOfLanguage = (name: string): string => (languages.has(name) ? name : (byName.get(name) ?? name));
