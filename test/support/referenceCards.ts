import { catalog as catalogTable } from '../../generated/catalog';
import { glossary as terms } from '../../generated/glossary';
import { createCatalog } from '../../src/core/catalog/catalog';
import { cardFor } from '../../src/core/playground/reference/referenceCard';
import type { Subject } from '../../src/core/playground/reference/subject';
import type { Want } from '../../src/core/playground/reference/wants';

// The card beside an answer, made of a subject and the words of the answer.

export const catalog = createCatalog(catalogTable, () => '2026-11-27');
export const termOf = (id: string): Subject => ({ kind: 'term', term: terms.find((term) => term.id === id)! });
export const familyOf = (id: string): Subject => ({ kind: 'family', family: catalog.family(id)! });
export const model = catalog.representatives.find(({ family }) => family === 'claude')!;
export const modelOf: Subject = { kind: 'model', model, family: catalog.family('claude')! };
export const card = (
  subject: Subject,
  text: string,
  subjects: readonly Subject[] = [subject],
  wants: readonly Want[] = [],
) => cardFor(subject, { text }, catalog, { subjects, wants: new Set(wants) });
export const how = (subject: Subject, answer: string, asked?: readonly Subject[], wants?: readonly Want[]) => {
  const { verdict, points } = card(subject, answer, asked, wants);
  return [verdict, ...points.map(({ about, said }) => `${about}:${said}`)];
};

/** What Pocket says to a question that it did not learn. */
export const outside =
  'I am Pocket, a small teaching model that knows AI terms and model families only; this needs a real model, which has ' +
  'billions of weights: add one with an API key, or run one on a local server.';
