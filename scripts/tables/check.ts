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
  eachEntry<GlossaryEntry>(files, (entry, file, index) => {
    if (ids.has(entry.id)) file.fail([index, 'id'], `the id "${entry.id}" is taken already`);
    ids.add(entry.id);
    const { aliases = [], case: headwordCase, everyday = false, related = [], ...rest } = entry;
    const forms: TermForm[] = [
      { text: entry.term, exact: headwordCase === 'exact' },
      ...aliases.map((alias) =>
        typeof alias === 'string' ? { text: alias, exact: false } : { text: alias.text, exact: true },
      ),
    ];
    forms.forEach((form, number) => {
      const key = form.exact ? `=${form.text}` : formKey(form.text);
      const owner = owners.get(key);
      if (owner !== undefined) {
        const at = number === 0 ? [index, 'term'] : [index, 'aliases', number - 1];
        file.fail(at, `"${form.text}" already leads to the term "${owner}"; plural, hyphen and case need no alias`);
      }
      owners.set(key, entry.id);
    });
    terms.push({ ...rest, forms, everyday, related });
  });
  eachEntry<GlossaryEntry>(files, (entry, file, index) => {
    entry.related?.forEach((id, number) => {
      if (!ids.has(id)) file.fail([index, 'related', number], `there is no term with the id "${id}"`);
      if (id === entry.id) file.fail([index, 'related', number], `"${id}" is related to itself`);
    });
  });
  return terms;
}

/** Checks families, models and tokenizers against each other. @throws DataError */
export function checkCatalog(families: DataFile, models: readonly DataFile[], tokenizers: DataFile): CatalogTable {
  const familyIds = uniqueIds<Family>(families);
  const tokenizerIds = uniqueIds<Tokenizer>(tokenizers);
  const modelIds = new Set<string>();
  const all: Model[] = [];
  eachEntry<Model>(models, (model, file, index) => {
    for (const id of [model.id, ...(model.aliases ?? [])]) {
      if (modelIds.has(id)) file.fail([index, 'id'], `the model id "${id}" is taken already`);
      modelIds.add(id);
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

function uniqueIds<T extends { id: string }>(file: DataFile): Set<string> {
  const ids = new Set<string>();
  eachEntry<T>([file], ({ id }, _file, index) => {
    if (ids.has(id)) file.fail([index, 'id'], `the id "${id}" is taken already`);
    ids.add(id);
  });
  return ids;
}

function eachEntry<T>(files: readonly DataFile[], visit: (entry: T, file: DataFile, index: number) => void): void {
  for (const file of files) file.entries.forEach((entry, index) => visit(entry as T, file, index));
}
