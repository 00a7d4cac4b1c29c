import { isProse, languageOf, languages, wordsOf } from './languages';

const byEnding = new Map<string, string>();
const byName: (readonly [matches: (name: string) => boolean, id: string])[] = [];
for (const [id, { endings, fileNames }] of languages) {
  for (const ending of wordsOf(endings)) byEnding.set(ending, id);
  for (const name of wordsOf(fileNames)) byName.push([matcherOf(name), id]);
}

/**
 * Returns the language of a file whose model ids are checked: the one that VS Code gives it, by its name. Undefined:
 * prose, or a file that names no models in calls. `path` has slashes or backslashes.
 */
export function languageOfFile(path: string): string | undefined {
  const id = languageOfAnyFile(path);
  return id !== undefined && isProse(id) ? undefined : id;
}

/** Returns the language of any file, including prose. */
export function languageOfAnyFile(path: string): string | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  const named = byName.find(([matches]) => matches(name));
  if (named) return named[1];
  const dot = name.lastIndexOf('.');
  const id = dot < 0 ? undefined : byEnding.get(name.slice(dot + 1));
  return id !== undefined && isRecord(name, id) ? undefined : id;
}

/**
 * Whether a config file is a record. A history names former models as data, and a lock file is generated. A program of
 * that name is a program.
 */
const isRecord = (name: string, id: string): boolean =>
  languageOf(id).kind === 'config' &&
  (/^(?:changelog|changes|history)\b/.test(name) || /(?:^|[-.])lock\.(?:json|ya?ml)$|-lock\.json$/.test(name));

/** `*` stands for any characters. */
function matcherOf(pattern: string): (name: string) => boolean {
  const [start = '', end] = pattern.split('*');
  if (end === undefined) return (name) => name === pattern;
  return (name) => name.length >= pattern.length - 1 && name.startsWith(start) && name.endsWith(end);
}
