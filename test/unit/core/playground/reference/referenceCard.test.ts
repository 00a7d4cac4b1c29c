import assert from 'node:assert/strict';
import * as v from 'valibot';
import { catalog as catalogTable } from '../../../../../generated/catalog';
import { glossary as terms } from '../../../../../generated/glossary';
import { modelFacts } from '../../../../../src/core/catalog/modelFacts';
import { createCatalog } from '../../../../../src/core/catalog/catalog';
import { cardFor } from '../../../../../src/core/playground/reference/referenceCard';
import { referenceCard } from '../../../../../src/core/playground/reference/referenceSchema';
import type { ReferenceCard } from '../../../../../src/core/playground/reference/referenceSchema';
import type { Subject } from '../../../../../src/core/playground/reference/knownNames';
import type { Want } from '../../../../../src/core/playground/reference/questionWords';

const catalog = createCatalog(catalogTable, () => '2026-11-27');

type TermSubject = Extract<Subject, { kind: 'term' }>;
type FamilySubject = Extract<Subject, { kind: 'family' }>;

const termOf = (id: string): TermSubject => ({ kind: 'term', term: terms.find((term) => term.id === id)! });
const familyOf = (id: string): FamilySubject => ({ kind: 'family', family: catalog.family(id)! });
const model = catalog.representatives.find(({ family }) => family === 'claude')!;
const modelOf: Subject = { kind: 'model', model, family: catalog.family('claude')! };

const card = (
  subject: Subject,
  answer: string,
  subjects: readonly Subject[] = [subject],
  wants: readonly Want[] = [],
): ReferenceCard => cardFor(subject, answer, catalog, { subjects, wants: new Set(wants) });

describe('the card below an answer', () => {
  it('fits its schema for every term, family and model', () => {
    const families = catalog.families.map(({ id }) => familyOf(id));
    const models = catalog.models.map((one): Subject => ({
      kind: 'model',
      model: one,
      family: catalog.family(one.family)!,
    }));
    for (const subject of [...terms.map(({ id }) => termOf(id)), ...families, ...models]) {
      const made = card(subject, 'GPT is open and made by OpenAI.');
      assert.ok(v.is(referenceCard, made), JSON.stringify(made));
    }
  });

  it('has the prices, windows and dates of a model, with their source', () => {
    const { facts, source, checked } = card(modelOf, '');
    const labels = facts.map(({ label }) => label);
    assert.ok(labels.includes('Context window') && labels.includes('Price'), labels.join());
    assert.match(checked, /^\d{4}-\d\d-\d\d$/);
    assert.notEqual(source, '');
  });

  it('shows texts of the glossary without the marks of Markdown', () => {
    let marked = 0;
    for (const { id, summary, why, notToBeConfusedWith = [] } of terms) {
      for (const text of [summary, why, ...notToBeConfusedWith.map(({ because }) => because)]) {
        if (/[`*]/.test(text)) marked++;
        assert.doesNotMatch(card(termOf(id), text).text, /`|\*\S[^*]*\*/, text);
      }
    }
    assert.ok(marked > 10, String(marked));
    const { text } = card(termOf('rate-limit'), '');
    assert.match(text, /with a Retry-After header/);
  });

  it('names the own source of a price and of a status, where it is not that of the card', () => {
    let apart = 0;
    for (const one of catalog.models) {
      const made = card({ kind: 'model', model: one, family: catalog.family(one.family)! }, '');
      for (const { label, source, checked } of modelFacts(one, catalog)) {
        const shown = made.facts.find((fact) => fact.label === label);
        if (!shown) continue;
        const named = [shown.source ?? made.source, shown.checked ?? made.checked];
        assert.deepEqual(named, [source.title, checked], `${one.id} ${label}`);
        if (shown.source !== undefined) apart++;
      }
    }
    assert.ok(apart > 50, String(apart));
  });

  it('is a line where the answer has what was asked for word for word, whatever marks it has or lacks', () => {
    for (const { id, term, summary, why } of terms) {
      assert.ok(card(termOf(id), `${term}: ${summary}`).isRepeated, id);
      assert.ok(card(termOf(id), `${term}:\n${summary.replace(/[`*]/g, '').replaceAll(' ', '  ')}`).isRepeated, id);
      assert.ok(card(termOf(id), `${term}, in practice: ${why}`, undefined, ['why']).isRepeated, id);
    }
  });

  it('is whole where the answer has another word, another part of the entry, or nothing', () => {
    const { term } = termOf('prompt-caching');
    const words = term.summary.split(' ');
    const garbled = words.map((_, i) => words.with(i, 'plusy').join(' '));
    for (const answer of [...garbled, term.why, '', 'I do not know.']) {
      assert.equal(card(termOf('prompt-caching'), answer).isRepeated, false, answer);
    }
    assert.equal(card(termOf('prompt-caching'), term.summary, undefined, ['why']).isRepeated, false);
  });

  it('is whole below the summary of every other term', () => {
    for (const { id } of terms) {
      const others = terms.filter((other) => other.id !== id);
      assert.deepEqual(
        others.filter(({ summary }) => card(termOf(id), summary).isRepeated),
        [],
        id,
      );
    }
  });

  it('is whole for families and models, which have facts', () => {
    for (const { id, summary } of catalog.families) assert.equal(card(familyOf(id), summary).isRepeated, false);
    assert.equal(card(modelOf, '').isRepeated, false);
  });

  it('has why a term matters, or what sets two apart, where that was asked', () => {
    const rag = termOf('retrieval-augmented-generation');
    const { summary, why } = rag.term;
    assert.equal(card(rag, '', [rag], ['why']).text, `${summary} ${why}`.replace(/[`*]/g, ''));
    assert.equal(card(rag, '', [rag], ['meaning']).text, summary.replace(/[`*]/g, ''));
    for (const one of terms) {
      for (const { term: id, because } of one.notToBeConfusedWith ?? []) {
        const asked = [termOf(one.id), termOf(id)] as const;
        // Each of two may have a sentence of its own on the other.
        const back = asked[1].term.notToBeConfusedWith?.find((to) => to.term === one.id);
        for (const [subject, own] of [[asked[0], because] as const, [asked[1], back?.because ?? because] as const]) {
          const made = card(subject, own, asked, ['difference']);
          assert.ok(made.text.endsWith(own.replace(/`|\*(?=\S)|(?<=\S)\*/g, '')), `${one.id} ${id}`);
          assert.ok(made.isRepeated);
        }
      }
    }
  });

  it('has the meaning alone where more than two are asked about', () => {
    const asked = ['token', 'embedding', 'tokenizer'].map(termOf);
    assert.equal(card(asked[0]!, '', asked, ['difference']).text, asked[0]!.term.summary);
  });

  it('has the strengths of a family where they were asked for', () => {
    for (const { id, strengths } of catalog.families) {
      assert.ok(card(familyOf(id), '', undefined, ['strengths']).text.endsWith(strengths));
      assert.ok(!card(familyOf(id), '').text.includes(strengths));
    }
  });

  it('says which name it took for a word with a slip', () => {
    const made = card({ ...familyOf('gemini'), meant: 'Gemini' }, '');
    assert.equal(made.meant, 'Gemini');
    assert.ok(v.is(referenceCard, made));
    assert.equal(card(familyOf('gemini'), '').meant, undefined);
  });
});
