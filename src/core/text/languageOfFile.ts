import { languageOf, languages, wordsOf } from './languages';

const byEnding = new Map<string, string>();
const byName: (readonly [name: string, id: string])[] = [];
for (const [id, { endings, fileNames }] of languages) {
  for (const ending of wordsOf(endings)) byEnding.set(ending, id);
  for (const name of wordsOf(fileNames)) byName.push([name, id]);
}

/**
 * The language of a file whose ids of models are looked at, by its name. Undefined: prose, or nothing that names models in
 * calls. `path` has slashes or backslashes.
 */
export function languageOfFile(path: string): string | undefined {
  const name = nameOf(path);
  const named = byName.find(([own]) => (own.endsWith('.*') ? name.startsWith(own.slice(0, -1)) : name === own));
  if (named) return named[1];
  // A history names models that were there once.
  if (/^(?:changelog|changes|history)\b/.test(name) || /(?:^|[-.])lock\.(?:json|ya?ml)$|-lock\.json$/.test(name))
    return undefined;
  const id = languageByEnding(name);
  return id !== undefined && namesModels(id) ? id : undefined;
}

/** The same, and that of a file of another language: of prose, markup, or code that names no models in calls. */
export function languageOfAnyFile(path: string): string | undefined {
  const id = languageByEnding(nameOf(path));
  return languageOfFile(path) ?? (id === undefined || namesModels(id) ? undefined : id);
}

const nameOf = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();

const namesModels = (id: string): boolean => languageOf(id).ids === 'files';

function languageByEnding(name: string): string | undefined {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? undefined : byEnding.get(name.slice(dot + 1));
}
