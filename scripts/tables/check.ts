import type { CatalogTable, Family, Model, Tokenizer } from '../../src/core/catalog/table';
import type { Term, TermForm } from '../../src/core/glossary/table';
import { formKey } from '../../src/core/glossary/words';
import type { DataFile } from './dataFile';

type GlossaryEntry = Omit<Term, 'forms' | 'related' | 'everyday'> & {
  aliases?: (string | { text: string; case: 'exact' })[];
  case?: 'exact';
  everyday?: boolean;
  related?: string[];
};

/** What a schema cannot say: ids are unique, links lead somewhere, no two terms claim the same form. @throws DataError */
export function checkGlossary(files: readonly DataFile[]): Term[] {
  const terms: Term[] = [];
  const owners = new Map<string, string>();
  const ids = new Set<string>();
  eachEntry(files, (value, file, index) => {
    const entry = value as GlossaryEntry;
    if (ids.has(entry.id)) file.fail([index, 'id'], `the id "${entry.id}" is taken already`);
    ids.add(entry.id);
    const { aliases = [], case: headwordCase, everyday = false, related = [], ...rest } = entry;
    const forms: TermForm[] = [
      makeForm(entry.term, headwordCase === 'exact'),
      ...aliases.map((alias) => (typeof alias === 'string' ? makeForm(alias, false) : makeForm(alias.text, true))),
    ];
    forms.forEach((form, number) => {
      const key = form.exact ? `=${form.text}` : form.key;
      const owner = owners.get(key);
      if (owner !== undefined) {
        const at = number === 0 ? [index, 'term'] : [index, 'aliases', number - 1];
        file.fail(at, `"${form.text}" already leads to the term "${owner}"; plural, hyphen and case need no alias`);
      }
      owners.set(key, entry.id);
    });
    terms.push({ ...rest, forms, everyday, related });
  });
  eachEntry(files, (value, file, index) => {
    const entry = value as GlossaryEntry;
    entry.related?.forEach((id, number) => {
      if (!ids.has(id)) file.fail([index, 'related', number], `there is no term with the id "${id}"`);
      if (id === entry.id) file.fail([index, 'related', number], `"${id}" is related to itself`);
    });
  });
  return terms;
}

const makeForm = (text: string, exact: boolean): TermForm => ({ text, exact, key: formKey(text) });

/** Checks families, models and tokenizers against each other. @throws DataError */
export function checkCatalog(families: DataFile, models: readonly DataFile[], tokenizers: DataFile): CatalogTable {
  const familyIds = uniqueIds(families);
  const tokenizerIds = uniqueIds(tokenizers);
  const modelIds = new Set<string>();
  const all: Model[] = [];
  eachEntry(models, (value, file, index) => {
    const model = value as Model;
    for (const id of [model.id, ...(model.aliases ?? [])]) {
      // Looking a model up ignores case.
      if (modelIds.has(id.toLowerCase())) file.fail([index, 'id'], `the model id "${id}" is taken already`);
      modelIds.add(id.toLowerCase());
    }
    if (!familyIds.has(model.family)) file.fail([index, 'family'], `there is no family "${model.family}"`);
    if (!tokenizerIds.has(model.tokenizer))
      file.fail([index, 'tokenizer'], `there is no tokenizer "${model.tokenizer}"`);
    const source = model.price?.source;
    if (source !== undefined && !model.sources.some((entry) => entry.id === source)) {
      file.fail([index, 'price', 'source'], `"${source}" is not one of the model's sources`);
    }
    all.push(model);
  });
  return { families: families.entries as Family[], models: all, tokenizers: tokenizers.entries as Tokenizer[] };
}

function uniqueIds(file: DataFile): Set<string> {
  const ids = new Set<string>();
  eachEntry([file], (entry, _file, index) => {
    const { id } = entry as { id: string };
    if (ids.has(id)) file.fail([index, 'id'], `the id "${id}" is taken already`);
    ids.add(id);
  });
  return ids;
}

/** The schema has checked the form of each entry, so `visit` may take it for what it is. */
function eachEntry(files: readonly DataFile[], visit: (entry: unknown, file: DataFile, index: number) => void): void {
  for (const file of files) file.entries.forEach((entry, index) => visit(entry, file, index));
}
