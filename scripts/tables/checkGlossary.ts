import type { Term, TermForm } from '../../src/core/glossary/glossaryTable';
import { formKey } from '../../src/core/glossary/words';
import type { DataFile } from './dataFile';
import { didYouMean } from './didYouMean';
import { UniqueNames, byId, eachEntry } from './eachEntry';

interface Alias {
  text: string;
  case?: 'exact';
  everyday?: boolean;
}

type GlossaryEntry = Omit<Term, 'forms'> & {
  aliases?: (string | Alias)[];
  case?: 'exact';
  everyday?: boolean;
};

/** The headword first. */
function formsOf({ term, case: written, aliases = [], everyday = false }: GlossaryEntry): TermForm[] {
  const headword: Alias = { text: term, ...(written && { case: written }) };
  const all = [headword, ...aliases.map((alias) => (typeof alias === 'string' ? { text: alias } : alias))];
  return all.map((alias) => ({
    text: alias.text,
    exact: alias.case === 'exact',
    everyday: alias.everyday ?? everyday,
    key: formKey(alias.text),
  }));
}

/**
 * What a schema cannot say: ids are unique, links lead somewhere, no two terms claim the same form.
 * @returns the terms by id, wherever they stand. @throws DataError
 */
export function checkGlossary(files: readonly DataFile[]): Term[] {
  const ids = new UniqueNames();
  const owners = new Map<string, { id: string; place: string }>();
  const terms: Term[] = [];
  eachEntry(files, (value, file, index) => {
    const entry = value as GlossaryEntry;
    ids.add(entry.id, 'the id', file, [index, 'id']);
    const forms = formsOf(entry);
    forms.forEach((form, number) => {
      const path = number === 0 ? [index, 'term'] : [index, 'aliases', number - 1];
      const key = form.exact ? `=${form.text}` : form.key;
      const owner = owners.get(key);
      if (owner !== undefined) {
        const whose = owner.id === entry.id ? 'this term itself' : `the term "${owner.id}"`;
        const help = 'plural, hyphen and case need no alias';
        file.fail(path, `"${form.text}" already leads to ${whose} (${owner.place}); ${help}`);
      }
      owners.set(key, { id: entry.id, place: file.place(path) });
    });
    const { id, term, summary, why, related, source } = entry;
    terms.push({ id, term, summary, why, forms, related, source });
  });
  checkRelated(files, ids);
  return terms.sort(byId);
}

function checkRelated(files: readonly DataFile[], ids: UniqueNames): void {
  eachEntry(files, (value, file, index) => {
    const entry = value as GlossaryEntry;
    entry.related.forEach((id, number) => {
      const path = [index, 'related', number];
      if (!ids.has(id)) file.fail(path, `there is no term with the id "${id}"${didYouMean(id, ids.names())}`);
      if (id === entry.id) file.fail(path, `"${id}" is related to itself`);
    });
  });
}
