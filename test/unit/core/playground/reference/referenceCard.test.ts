import assert from 'node:assert/strict';
import * as v from 'valibot';
import { catalog as catalogTable } from '../../../../../generated/catalog';
import { glossary as terms } from '../../../../../generated/glossary';
import { createCatalog } from '../../../../../src/core/catalog/catalog';
import { modelFacts } from '../../../../../src/core/catalog/cards';
import type { Subject } from '../../../../../src/core/playground/reference/askedAbout';
import { cardFor } from '../../../../../src/core/playground/reference/referenceCard';
import { referenceCard } from '../../../../../src/core/playground/reference/referenceSchema';

const catalog = createCatalog(catalogTable, () => '2026-11-27');
const termOf = (id: string): Subject => ({ kind: 'term', term: terms.find((term) => term.id === id)! });
const familyOf = (id: string): Subject => ({ kind: 'family', family: catalog.family(id)! });
const model = catalog.representatives.find(({ family }) => family === 'claude')!;
const modelOf: Subject = { kind: 'model', model, family: catalog.family('claude')! };
const card = (subject: Subject, text: string, asked: readonly Subject[] = [subject]) =>
  cardFor(subject, { text }, catalog, asked);
const how = (subject: Subject, answer: string, asked?: readonly Subject[]) => {
  const { verdict, points } = card(subject, answer, asked);
  return [verdict, ...points.map(({ about, said }) => `${about}:${said}`)];
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

  for (const refusal of [
    'I am Pocket, a small teaching model that knows AI terms and model families only; this needs a real model.',
    'I am a teaching model and cannot answer this.',
    'Prices, context windows and dates change, so I did not learn them.',
    "I don't know.",
    '',
  ]) {
    it(`gives no lesson to the honest answer “${refusal}”`, () => {
      for (const subject of [termOf('token'), familyOf('claude'), modelOf]) {
        assert.deepEqual(how(subject, refusal), ['unsaid']);
      }
    });
  }

  it('does not compare an answer that was cut off, whatever it says so far', () => {
    for (const text of ['Token: The', 'Claude is made by OpenAI.', '']) {
      for (const subject of [termOf('token'), familyOf('claude'), modelOf]) {
        const { verdict, points } = cardFor(subject, { text, isCut: true }, catalog);
        assert.deepEqual({ verdict, points }, { verdict: 'uncompared', points: [] });
      }
    }
  });

  it('says who else is named as the maker', () => {
    assert.deepEqual(how(familyOf('claude'), 'Claude is made by Anthropic.'), ['same', 'maker:Anthropic']);
    assert.deepEqual(how(familyOf('claude'), 'Claude is made by OpenAI.'), ['differs', 'maker:OpenAI']);
    assert.deepEqual(how(familyOf('claude'), 'I think OpenAI makes it.'), ['differs', 'maker:OpenAI']);
    assert.deepEqual(how(familyOf('claude'), 'It is a poem.'), ['unsaid']);
  });

  it('finds every wrong maker of every family different, those too that no family has', () => {
    for (const { id, name, maker } of catalog.families) {
      const wrong = catalog.families.map((other) => other.maker).filter((other) => other !== maker);
      for (const other of [...wrong, 'Tencent', 'Anthropos']) {
        const answer = `${name.split(' / ')[0]} is made by ${other}.`;
        assert.deepEqual(how(familyOf(id), answer), ['differs', `maker:${other}`], answer);
      }
    }
  });

  for (const [id, answer] of [
    ['claude', 'Claude is made by OpenAI, not by Anthropic.'],
    ['claude', 'Claude is a family by OpenAI, Google and Anthropic.'],
    ['claude', 'It is wrong that Claude is made by Anthropic.'],
    ['claude', 'Claude is made by Anthropic. That is a lie.'],
    ['claude', 'Claude is not made by OpenAI.'],
    ['gpt', 'Anthropic left OpenAI; GPT is made by Anthropic.'],
    ['deepseek', 'DeepSeek is the maker of DeepSeek.'],
    ['gemini', 'Gemini is made by Google.'],
  ] as const) {
    it(`leaves to the reader what “${answer}” says of the maker`, () => {
      assert.equal(how(familyOf(id), answer)[0], 'unclear');
    });
  }

  it('says where open and closed are mixed up', () => {
    const noted = (id: string, state: string): string => `It is ${state}: ${catalog.family(id)?.opennessNote ?? ''}`;
    assert.deepEqual(how(familyOf('llama'), noted('llama', 'open')), ['same', 'openness:open weights']);
    assert.deepEqual(how(familyOf('mistral'), 'Mistral is partly open.'), ['same', 'openness:mixed']);
    assert.deepEqual(how(familyOf('llama'), noted('llama', 'closed')), ['differs', 'openness:closed (API)']);
    assert.deepEqual(how(familyOf('llama'), 'I know that Llama is closed.'), ['differs', 'openness:closed (API)']);
    assert.deepEqual(how(familyOf('claude'), 'Its weights are open.'), ['differs', 'openness:open weights']);
  });

  for (const [id, answer] of [
    ['llama', 'Llama is open: its successor, Muse, is closed.'],
    ['llama', 'Llama is not closed.'],
    ['claude', 'Claude is closed to nobody: its weights can be downloaded.'],
    ['claude', 'Claude has weights that everybody may download.'],
    ['gpt', 'The GPT models are closed.'],
  ] as const) {
    it(`leaves to the reader whether “${answer}” means open or closed`, () => {
      assert.deepEqual(how(familyOf(id), answer), ['unclear', 'openness:']);
    });
  }

  it('says where a model is put into another family', () => {
    const right = 'It belongs to the family Claude, made by Anthropic.';
    assert.deepEqual(how(modelOf, right), ['same', 'maker:Anthropic', 'family:Claude']);
    assert.deepEqual(how(modelOf, 'It belongs to the family Llama, made by Meta.'), [
      'differs',
      'maker:Meta',
      'family:Llama',
    ]);
  });

  it('says where a model is given another window, or other weights, beside the right maker', () => {
    assert.deepEqual(how(modelOf, 'Its context window has 8,000 tokens.'), ['differs', 'window:8,000']);
    const answer = `${model.name} is of the Claude family by Anthropic, with an 8K-token window, and its weights are open.`;
    assert.deepEqual(how(modelOf, answer), ['differs', 'openness:open weights', 'window:8K']);
    assert.deepEqual(how(modelOf, `${model.name} is a Llama.`), ['differs', 'family:Llama']);
  });

  it('never says that a model is the same by its numbers, nor that they are unsaid', () => {
    const window = model.contextWindow ?? 0;
    for (const said of [window.toLocaleString('en-US'), `${window / 1e6}M`, `${window / 1e3} thousand`]) {
      assert.deepEqual(how(modelOf, `Its context window is ${said} tokens.`), ['unclear', `numbers:${said}`]);
    }
    assert.deepEqual(how(modelOf, `${model.name} costs $3 and $15.`), ['unclear', 'numbers:3, 15']);
    assert.deepEqual(how(modelOf, `${model.name} is cheap.`), ['unsaid']);
  });
});
