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

/** Returns the entry of a language by its id; an empty one for a language that is not in the table. */
export const languageOf = (id: string): Language => languages.get(id) ?? unknown;

/** Whether a text of the language may hold calls, its own or those of a language embedded in it. */
export const holdsCalls = ({ calls, hostsCalls = false }: Language): boolean => hostsCalls || calls !== undefined;

/** Whether no ids are looked for in a language. Prose explains models, and its ids break nothing. */
export const isProse = (id: string): boolean => languageOf(id).ids === 'nowhere';

/** The languages in which people write to people. */
export const proseLanguages: readonly string[] = [...languages.keys()].filter((id) => languageOf(id).isForPeople);

/** Returns the words of a list of the table. */
export const wordsOf = (list = ''): string[] => list.split(' ').filter(Boolean);

const byName = new Map<string, string>();
for (const [id, { names }] of languages) for (const name of wordsOf(names)) byName.set(name, id);

/** Returns the id of a language by any of its names; an unknown name is its own id. */
export const idOfLanguage = (name: string): string => (languages.has(name) ? name : (byName.get(name) ?? name));
