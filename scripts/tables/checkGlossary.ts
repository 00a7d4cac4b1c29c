import type { Term, TermForm, TermTexts } from '../../src/core/glossary/find/glossaryTable';
import { formKey } from '../../src/core/glossary/find/splitWords';
import type { DataFile } from './dataFile';
import { didYouMean } from './didYouMean';
import { UniqueNames, byId, checkSource, eachEntry, isDay } from './eachEntry';
import { topicOf } from './checkTopics';

interface Alias {
  text: string;
  case?: 'exact';
  everyday?: boolean;
}

interface Texts extends Omit<TermTexts, 'forms'> {
  aliases?: string[];
}

type GlossaryEntry = Omit<Term, 'forms' | 'texts' | 'checked'> & {
  checked: string;
  texts?: Record<string, Texts>;
  aliases?: (string | Alias)[];
  case?: 'exact';
  everyday?: boolean;
};

type FormsEntry = Pick<GlossaryEntry, 'term' | 'aliases' | 'case' | 'everyday'>;

/** The headword first. */
function formsOf({ term, case: written, aliases = [], everyday = false }: FormsEntry): TermForm[] {
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
 * Checks what a schema cannot say: ids are unique, links lead somewhere and back, no two terms claim the same form, and a
 * reader finds the source as we found it.
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
    checkTexts(entry, file, index);
    terms.push({ ...termOf(entry, forms), topic: topicOf(file) });
  });
  checkForms(files, terms);
  checkLinks(files, ids, new Map(terms.map((term) => [term.id, term])));
  return terms.sort(byId);
}

/** Without what only the forms need. */
function termOf(entry: GlossaryEntry, forms: TermForm[]): Term {
  const { id, term, summary, example, why, related, notToBeConfusedWith, source, checked } = entry;
  return {
    ...{ id, term, summary, why, forms, related, source, checked },
    ...(example !== undefined && { example }),
    ...(notToBeConfusedWith !== undefined && { notToBeConfusedWith }),
    ...(entry.texts && { texts: textsOf(entry) }),
  };
}

/** In another language a word is as everyday as in English. */
function textsOf({ texts = {}, everyday = false }: GlossaryEntry): Record<string, TermTexts> {
  return Object.fromEntries(
    Object.entries(texts).map(([language, { aliases = [], ...text }]) => [
      language,
      { ...text, forms: formsOf({ term: text.term, aliases, everyday }) },
    ]),
  );
}

/** No word of another language leads to two terms, nor to another than in English. */
function checkForms(files: readonly DataFile[], terms: readonly Term[]): void {
  const english = new Map(terms.flatMap(({ id, forms }) => forms.map(({ key }) => [key, id] as const)));
  const owners = new Map<string, string>();
  eachEntry(files, (value, file, index) => {
    const entry = value as GlossaryEntry;
    for (const [language, { forms }] of Object.entries(textsOf(entry))) {
      for (const { key, text } of forms) {
        const owner = english.get(key) ?? owners.get(`${language} ${key}`) ?? entry.id;
        if (owner !== entry.id) {
          file.fail([index, 'texts', language], `"${text}" already leads to the term "${owner}"`);
        }
        owners.set(`${language} ${key}`, entry.id);
      }
    }
  });
}

/** Ends of sentences: what follows begins with a capital, emphasis or code. */
const sentenceEnd = /[.!?]\s+(?=[\p{Lu}*`])/gu;

function checkTexts(entry: GlossaryEntry, file: DataFile, index: number): void {
  const summaries: [(string | number)[], string][] = [
    [[index, 'summary'], entry.summary],
    ...Object.entries(entry.texts ?? {}).map(([language, { summary }]): [(string | number)[], string] => [
      [index, 'texts', language, 'summary'],
      summary,
    ]),
  ];
  for (const [path, summary] of summaries) {
    const sentences = [...summary.trim().matchAll(sentenceEnd)].length + 1;
    if (sentences <= 2) continue;
    file.fail(path, `the summary has ${sentences} sentences: say it in two, or move one to "example"`);
  }
  checkSource(entry.source.url, file, [index, 'source', 'url'], 'the source');
  const { checked } = entry;
  if (!isPastDay(checked)) {
    file.fail([index, 'checked'], `checked is "${checked}": that is no day, or one to come`);
  }
}

/** A day later than this machine's, as it may be tomorrow already where the entry was written. */
const dayMs = 24 * 60 * 60 * 1_000;

/** Whether an ISO date is a day of the calendar that has come. */
const isPastDay = (date: string): boolean =>
  isDay(date) && new Date(`${date}T00:00:00Z`).getTime() <= Date.now() + dayMs;

function checkLinks(files: readonly DataFile[], ids: UniqueNames, terms: ReadonlyMap<string, Term>): void {
  eachEntry(files, (value, file, index) => {
    const { id: own, related, notToBeConfusedWith = [] } = value as GlossaryEntry;
    const check = (id: string, path: (string | number)[], kind: string): void => {
      if (!ids.has(id)) file.fail(path, `there is no term with the id "${id}"${didYouMean(id, ids.names())}`);
      if (id === own) file.fail(path, `"${id}" is ${kind} itself`);
    };
    related.forEach((id, number) => check(id, [index, 'related', number], 'related to'));
    notToBeConfusedWith.forEach(({ term }, number) => {
      check(term, [index, 'notToBeConfusedWith', number, 'term'], 'confused with');
    });
  });
  eachEntry(files, (value, file, index) => {
    const { id: own, related } = value as GlossaryEntry;
    related.forEach((id, number) => {
      if (terms.get(id)?.related.includes(own)) return;
      file.fail([index, 'related', number], `"${id}" does not name "${own}" in return`);
    });
  });
}
