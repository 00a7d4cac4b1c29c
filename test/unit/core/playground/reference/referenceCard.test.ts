import assert from 'node:assert/strict';
import * as v from 'valibot';
import { glossary as terms } from '../../../../../generated/glossary';
import { modelFacts } from '../../../../../src/core/catalog/cards';
import { referenceCard } from '../../../../../src/core/playground/reference/referenceSchema';
import type { Subject } from '../../../../../src/core/playground/reference/subject';
import { card, catalog, familyOf, how, modelOf, termOf } from '../../../../support/referenceCards';

describe('the card beside an answer', () => {
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

  it('takes no longer for an answer of many lines than for one of many words', () => {
    const asked = ['token', 'tokenizer', 'retrieval-augmented-generation'].map(termOf);
    const timeOf = (subject: Subject, text: string): number => {
      const start = performance.now();
      for (let i = 0; i < 5; i++) how(subject, text, [subject, ...asked]);
      return performance.now() - start;
    };
    for (const subject of [asked[0]!, familyOf('claude')]) {
      const [words, lines] = ['ax ', 'ax\n'].map((text) => timeOf(subject, text.repeat(2_600)));
      assert.ok(lines! < 3 * words! + 100, `${lines} ms, and ${words} ms for words`);
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

  for (const { id, term, summary, why } of terms.filter((_, index) => index % 12 === 0)) {
    it(`says that ${id} is repeated word for word, and so is why it matters; and that another text differs`, () => {
      assert.deepEqual(how(termOf(id), `${term}: ${summary}`), ['same', 'words:']);
      assert.deepEqual(how(termOf(id), `${term}, in practice: ${why}`), ['same', 'words:']);
      assert.deepEqual(how(termOf(id), summary), ['same', 'words:']);
      assert.equal(how(termOf(id), 'A kind of cheese that is made in the mountains.')[0], 'differs');
    });
  }

  it('never takes a denial for the same: “It is wrong to say” before the summary of any term', () => {
    for (const { id, summary } of terms) {
      assert.equal(how(termOf(id), `It is wrong to say: ${summary}`)[0], 'unclear', id);
      assert.equal(how(termOf(id), `${summary}\nNone of that is true.`)[0], 'unclear', id);
    }
  });

  it('never takes the summary of one term for that of another', () => {
    for (const { id } of terms) {
      const others = terms.filter((other) => other.id !== id);
      assert.deepEqual(
        others.filter(({ summary }) => how(termOf(id), summary)[0] === 'same'),
        [],
        id,
      );
    }
  });

  it('never takes a word or a number that is another one for the same', () => {
    const { term } = termOf('prompt-caching') as Extract<Subject, { kind: 'term' }>;
    const words = term.summary.split(' ');
    for (let i = 0; i < words.length; i++) {
      const garbled = words.with(i, 'plusy').join(' ');
      assert.notEqual(how(termOf('prompt-caching'), garbled)[0], 'same', garbled);
    }
  });

  it('takes both lines of a difference for the same where both were asked about, and not under the other’s name', () => {
    const asked = [termOf('token'), termOf('embedding')] as Extract<Subject, { kind: 'term' }>[];
    const [one, two] = asked.map(({ term }) => term.summary);
    for (const subject of asked) {
      assert.deepEqual(how(subject, `Token: ${one}\nEmbedding: ${two}`, asked), ['same', 'words:']);
      assert.equal(how(subject, `Token: ${two}\nEmbedding: ${one}`, asked)[0], 'unclear');
    }
    assert.equal(how(asked[0]!, `Token: ${one}\nEmbedding: ${two}`)[0], 'unclear');
  });

  it('shows the part of the entry that the answer repeats, and no other', () => {
    const { term } = termOf('token') as Extract<Subject, { kind: 'term' }>;
    assert.equal(card(termOf('token'), term.summary).text, term.summary);
    assert.equal(card(termOf('token'), term.why).text, `${term.summary} ${term.why}`);
    assert.equal(card(termOf('token'), 'Cheese.').text, term.summary);
  });

  it('names words of the glossary that the answer lacks', () => {
    const [difference] = card(termOf('token'), 'A token is a coin for the bus.').points;
    const lacked = difference?.reference.split(', ') ?? [];
    const { text } = card(termOf('token'), '');
    assert.ok(lacked.length > 0);
    // They stand in the text that is shown.
    for (const word of lacked) assert.ok(text.toLowerCase().includes(word), word);
  });
});
