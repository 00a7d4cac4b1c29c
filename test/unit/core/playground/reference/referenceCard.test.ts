import assert from 'node:assert/strict';
import * as v from 'valibot';
import { catalog as catalogTable } from '../../../../../generated/catalog';
import { glossary as terms } from '../../../../../generated/glossary';
import { createCatalog } from '../../../../../src/core/catalog/catalog';
import type { Term } from '../../../../../src/core/glossary/glossaryTable';
import { compareWithReference } from '../../../../../src/core/playground/reference/differences';
import type { Subject } from '../../../../../src/core/playground/reference/askedAbout';
import { cardFor } from '../../../../../src/core/playground/reference/referenceCard';
import { referenceCard } from '../../../../../src/core/playground/reference/referenceSchema';

const catalog = createCatalog(catalogTable, () => '2026-11-27');
const termOf = (id: string): Subject => ({ kind: 'term', term: terms.find((term) => term.id === id)! });
const familyOf = (id: string): Subject => ({ kind: 'family', family: catalog.family(id)! });
const model = catalog.representatives.find(({ family }) => family === 'claude')!;
const modelOf: Subject = { kind: 'model', model, family: catalog.family('claude')! };
const how = (subject: Subject, answer: string) => {
  const { verdict, differences } = cardFor(subject, answer, catalog);
  return [verdict, ...differences.map(({ about, said }) => `${about}:${said}`)];
};

describe('the card beside an answer', () => {
  it('fits its schema for every term, family and model', () => {
    const families = catalog.families.map(({ id }) => familyOf(id));
    const models = catalog.models.map((one): Subject => ({
      kind: 'model',
      model: one,
      family: catalog.family(one.family)!,
    }));
    for (const subject of [...terms.map(({ id }) => termOf(id)), ...families, ...models]) {
      const card = cardFor(subject, 'GPT is open and made by OpenAI.', catalog);
      assert.ok(v.is(referenceCard, card), JSON.stringify(card));
    }
  });

  it('has the prices, windows and dates of a model, with their source', () => {
    const { source, checked } = cardFor(modelOf, '', catalog);
    const labels = catalog.models.flatMap((one) => {
      const family = catalog.family(one.family)!;
      return cardFor({ kind: 'model', model: one, family }, '', catalog).facts.map(({ label }) => label);
    });
    assert.deepEqual([...new Set(labels)].sort(), [
      'Context window',
      'Family',
      'Knowledge cutoff',
      'Max output',
      'Price',
      'Status',
      'Weights',
    ]);
    assert.match(checked, /^\d{4}-\d\d-\d\d$/);
    assert.notEqual(source, '');
  });

  for (const { id, summary, why } of terms.filter((_, index) => index % 12 === 0)) {
    it(`says that the summary of ${id} is the same, and so is why it matters; and that another text differs`, () => {
      assert.deepEqual(how(termOf(id), `It is this: ${summary}`), ['same']);
      assert.deepEqual(how(termOf(id), why), ['same']);
      assert.equal(how(termOf(id), 'A kind of cheese that is made in the mountains.')[0], 'differs');
    });
  }

  it('shows the part of the entry that the answer repeats, and no other', () => {
    const { term } = termOf('token') as Extract<Subject, { kind: 'term' }>;
    assert.equal(cardFor(termOf('token'), term.summary, catalog).text, term.summary);
    assert.equal(cardFor(termOf('token'), term.why, catalog).text, `${term.summary} ${term.why}`);
    assert.equal(cardFor(termOf('token'), 'Cheese.', catalog).text, term.summary);
  });

  it('names words of the glossary that the answer lacks', () => {
    const [difference] = cardFor(termOf('token'), 'A token is a coin for the bus.', catalog).differences;
    const lacked = difference?.reference.split(', ') ?? [];
    const { text } = cardFor(termOf('token'), '', catalog);
    assert.ok(lacked.length > 0);
    // They stand in the text that is shown.
    for (const word of lacked) assert.ok(text.toLowerCase().includes(word), word);
  });

  it('says who else is named as the maker', () => {
    assert.deepEqual(how(familyOf('claude'), 'Claude is made by Anthropic.'), ['same']);
    assert.deepEqual(how(familyOf('claude'), 'Claude is made by OpenAI.'), ['differs', 'maker:OpenAI']);
    assert.deepEqual(how(familyOf('claude'), 'I do not know.'), ['unsaid']);
  });

  it('is the same from six tenths of the words on, those of its name and the common ones left out', () => {
    const term: Term = {
      ...terms[0]!,
      forms: [{ ...terms[0]!.forms[0]!, text: 'xylophone player' }],
      notToBeConfusedWith: [],
      summary: 'A xylophone player uses alpha bravo charlie delta echoes foxtrot golfer hotel indian juliet',
      why: 'Zulu yankee whiskey.',
    };
    const said = (count: number): string =>
      'alpha bravo charlie delta echoes foxtrot golfer hotel indian juliet'.split(' ').slice(0, count).join(' ');
    const about = (answer: string) => compareWithReference(answer, { kind: 'term', term }, catalog);
    assert.equal(about(said(6)).verdict, 'same');
    assert.deepEqual(about(said(5)), {
      verdict: 'differs',
      differences: [{ about: 'words', reference: 'foxtrot, golfer, hotel, indian, juliet', said: '' }],
    });
    // Six are named at most.
    assert.equal(about('').differences[0]?.reference, 'alpha, bravo, charlie, delta, echoes, foxtrot');
  });

  for (const [words, openness] of [
    ['is not open', 'closed (API)'],
    ['is fully closed', 'closed (API)'],
    ['is mixed', 'mixed'],
    ['is partially open', 'mixed'],
    ['is an open', undefined],
    ['has open weights', undefined],
  ] as const) {
    it(`knows what “${words}” says of a family with open weights`, () => {
      const expected = openness === undefined ? ['same'] : ['differs', `openness:${openness}`];
      assert.deepEqual(how(familyOf('llama'), `Llama ${words} one.`), expected);
    });
  }

  it('says where open and closed are mixed up, by what is said of the family first', () => {
    assert.deepEqual(how(familyOf('llama'), 'Llama is open: its successor, Muse, is closed.'), ['same']);
    assert.deepEqual(how(familyOf('llama'), 'Llama is closed.'), ['differs', 'openness:closed (API)']);
    assert.deepEqual(how(familyOf('mistral'), 'Mistral is partly open.'), ['same']);
  });

  it('says where a model is put into another family', () => {
    assert.deepEqual(how(modelOf, 'It belongs to the family Claude, made by Anthropic.'), ['same']);
    assert.deepEqual(how(modelOf, 'It belongs to the family Llama, made by Meta.'), [
      'differs',
      'maker:Meta',
      'family:Llama',
    ]);
  });
});
