import assert from 'node:assert/strict';
import * as v from 'valibot';
import { catalog as catalogTable } from '../../../../../generated/catalog';
import { glossary as terms } from '../../../../../generated/glossary';
import { createCatalog } from '../../../../../src/core/catalog/catalog';
import { modelFacts } from '../../../../../src/core/catalog/cards';
import { cardFor } from '../../../../../src/core/playground/reference/referenceCard';
import { referenceCard } from '../../../../../src/core/playground/reference/referenceSchema';
import type { Subject } from '../../../../../src/core/playground/reference/subject';
import type { Want } from '../../../../../src/core/playground/reference/wants';

const catalog = createCatalog(catalogTable, () => '2026-11-27');
const termOf = (id: string): Subject => ({ kind: 'term', term: terms.find((term) => term.id === id)! });
const familyOf = (id: string): Subject => ({ kind: 'family', family: catalog.family(id)! });
const model = catalog.representatives.find(({ family }) => family === 'claude')!;
const modelOf: Subject = { kind: 'model', model, family: catalog.family('claude')! };
const card = (subject: Subject, text: string, subjects: readonly Subject[] = [subject], wants: readonly Want[] = []) =>
  cardFor(subject, { text }, catalog, { subjects, wants: new Set(wants) });
const how = (subject: Subject, answer: string, asked?: readonly Subject[], wants?: readonly Want[]) => {
  const { verdict, points } = card(subject, answer, asked, wants);
  return [verdict, ...points.map(({ about, said }) => `${about}:${said}`)];
};

/** What Pocket says to a question that it did not learn. */
const outside =
  'I am Pocket, a small teaching model that knows AI terms and model families only; this needs a real model, which has ' +
  'billions of weights: add one with an API key, or run one on a local server.';

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

  for (const refusal of [
    outside,
    'I am a teaching model and cannot answer this.',
    'Prices, context windows and dates change, so I did not learn them.',
    "I don't know.",
    "I'm sorry, but I can't help with that.",
    'Sorry, that is beyond what I learned.',
    'As an AI language model, I do not currently have access to that information.',
    'We are unable to help with this question.',
  ]) {
    it(`takes “${refusal}” for no answer, and gives no lesson`, () => {
      for (const subject of [termOf('token'), termOf('api-key'), familyOf('claude'), familyOf('qwen'), modelOf]) {
        assert.deepEqual(how(subject, refusal), ['declined']);
      }
    });
  }

  for (const [id, answer] of [
    ['fine-tuning', 'It takes a trained model and feeds it bananas.'],
    ['fine-tuning', 'This needs a model that has seen the sea.'],
    ['knowledge-cutoff', 'The day after which I do not know anything.'],
    ['hallucination', 'When the machine says “I do not know”.'],
    ['temperature', 'How warm the weather is. I cannot say more.'],
  ] as const) {
    it(`takes “${answer}” for an answer`, () => assert.equal(how(termOf(id), answer)[0], 'differs'));
  }

  it('takes a refusal for one that names in quotation marks what it does not know, or stands in them', () => {
    for (const text of ['I do not know the word “token”.', '“I do not know.”', 'Sorry. I cannot say more.'])
      assert.equal(how(termOf('token'), text)[0], 'declined', text);
  });

  it('takes a maker that the catalog does not know, and a bare “Open weights”, for an answer', () => {
    const claude = familyOf('claude');
    for (const text of ['A firm in Paris. I do not know more.', 'I have no doubt, a firm in Paris.'])
      assert.equal(how(claude, text, undefined, ['maker'])[0], 'unsaid', text);
    assert.equal(how(claude, 'I cannot be sure. Open weights.', undefined, ['openness'])[0], 'unclear');
  });

  it('compares 8,000 characters, and no more', () => {
    assert.equal(how(termOf('token'), 'cheese '.repeat(1_142))[0], 'differs');
    assert.equal(how(termOf('token'), 'cheese '.repeat(1_143))[0], 'uncompared');
  });

  it('names no other one where a difference between three was asked for', () => {
    const asked = ['token', 'embedding', 'tokenizer'].map(termOf);
    assert.deepEqual(how(asked[0]!, outside, asked, ['difference']), ['declined']);
  });

  it('takes no empty answer and no greeting for a difference', () => {
    const subjects: readonly Subject[] = [termOf('token'), familyOf('claude'), modelOf];
    for (const text of ['', 'Hello! I am Pocket. Ask me what an AI term means.']) {
      for (const subject of subjects) assert.deepEqual(how(subject, text), ['unsaid']);
    }
  });

  it('gives beside a refusal what was asked for: maker or openness, and of a model too', () => {
    const qwen = familyOf('qwen');
    const points = (subject: Subject, ...wants: Want[]) => {
      const made = card(subject, outside, [subject], wants);
      return [made.verdict, ...made.points.map(({ about, reference }) => `${about}:${reference}`)];
    };
    assert.deepEqual(points(qwen, 'maker'), ['declined', 'maker:Alibaba']);
    assert.deepEqual(points(qwen, 'openness'), ['declined', 'openness:mixed']);
    assert.deepEqual(points(qwen, 'meaning'), ['declined']);
    assert.deepEqual(points(modelOf, 'maker'), ['declined', 'maker:Anthropic']);
    assert.match(card(qwen, outside, [qwen], ['strengths']).text, /Multilingual/);
  });

  it('shows beside a refusal why a term matters, or what sets two apart, where that was asked', () => {
    const rag = termOf('retrieval-augmented-generation') as Extract<Subject, { kind: 'term' }>;
    assert.equal(card(rag, outside, [rag], ['why']).text, `${rag.term.summary} ${rag.term.why}`.replace(/[`*]/g, ''));
    assert.equal(card(rag, outside, [rag], ['meaning']).text, rag.term.summary.replace(/[`*]/g, ''));
    for (const one of terms) {
      for (const { term: id, because } of one.notToBeConfusedWith ?? []) {
        const asked = [termOf(one.id), termOf(id)];
        for (const [i, subject] of asked.entries()) {
          const made = card(subject, outside, asked, ['difference']);
          // Each of two may have a sentence of its own on the other.
          const back = terms.find((term) => term.id === id)?.notToBeConfusedWith?.find((to) => to.term === one.id);
          const own = i === 0 ? because : (back?.because ?? because);
          assert.ok(made.text.endsWith(own.replace(/`|\*(?=\S)|(?<=\S)\*/g, '')), `${one.id} ${id}`);
          const other = asked[1 - i] as Extract<Subject, { kind: 'term' }>;
          assert.deepEqual(made.points, [{ about: 'difference', reference: other.term.term, said: '' }]);
        }
      }
    }
  });

  it('names the words of the reason that an answer lacks where it was asked why', () => {
    const { term } = termOf('token') as Extract<Subject, { kind: 'term' }>;
    const made = card(termOf('token'), 'A coin for the bus.', undefined, ['why']);
    assert.equal(made.verdict, 'differs');
    for (const word of made.points[0]?.reference.split(', ') ?? ['?']) {
      assert.ok(term.why.toLowerCase().includes(word), word);
    }
    assert.ok(made.text.includes(term.why));
  });

  for (const [id, answer, verdict] of [
    ['qwen', 'I do not know much, but Qwen is closed.', 'unclear'],
    ['qwen', 'I am not sure, it may be OpenAI.', 'unclear'],
    ['qwen', 'I cannot give prices. Qwen is made by Tencent.', 'unsaid'],
    ['claude', "I don't think that Claude is open.", 'unclear'],
    ['claude', 'I cannot say enough good things about its weights.', 'unclear'],
    ['qwen', 'I do not know, maybe Baidu.', 'unsaid'],
    ['qwen', 'I could not be more certain: Baidu.', 'unsaid'],
    ['qwen', 'I do not know. Baidu keeps Qwen secret.', 'unsaid'],
  ] as const) {
    it(`does not take “${answer}” for a refusal`, () => assert.equal(how(familyOf(id), answer)[0], verdict));
  }

  it('does not take a number behind one for a refusal', () => {
    assert.equal(how(modelOf, 'I cannot say much; the context window has 8,000 tokens.')[0], 'unclear');
  });

  it('does not take the words of an entry for a refusal, nor another meaning behind one', () => {
    for (const { id, summary } of terms) assert.equal(how(termOf(id), `I cannot say: ${summary}`)[0], 'unclear', id);
    assert.equal(how(termOf('token'), 'I do not know much, but a token is a coin for the bus.')[0], 'differs');
    for (const guess of [
      "I don't think so: a token is a coin for the bus.",
      'I do not know. Coins for the bus, perhaps.',
      'I do not have tokens at home, tokens are coins.',
    ]) {
      assert.equal(how(termOf('token'), guess)[0], 'differs', guess);
    }
  });

  it('says that the maker or the openness that was asked for is missing, before anything that is the same', () => {
    const qwen = familyOf('qwen');
    assert.deepEqual(how(qwen, 'Qwen is partly open.', [qwen], ['maker']), ['unsaid', 'maker:']);
    assert.deepEqual(how(qwen, 'It is a poem.', [qwen], ['maker']), ['unsaid', 'maker:']);
    assert.deepEqual(how(qwen, 'Its weights can be downloaded.', [qwen], ['maker']), ['unsaid', 'maker:']);
    assert.deepEqual(how(qwen, 'Qwen is made by Alibaba.', [qwen], ['openness']), ['unsaid', 'openness:']);
    assert.deepEqual(how(qwen, 'Qwen is made by Alibaba.', [qwen], ['maker']), ['same', 'maker:Alibaba']);
    assert.deepEqual(how(qwen, 'Qwen is made by Meta.', [qwen], ['maker', 'openness']), ['differs', 'maker:Meta']);
    const gemini = familyOf('gemini');
    assert.deepEqual(how(gemini, 'Google trains it.', [gemini], ['maker']), ['unclear', 'maker:Google']);
    const mistral = familyOf('mistral');
    assert.deepEqual(how(mistral, 'Mistral makes it.', [mistral], ['maker']), ['unclear', 'maker:Mistral']);
    assert.deepEqual(how(mistral, 'Mistral is a wind.', [mistral], ['maker']), ['unsaid', 'maker:']);
    for (const bare of ['Yes.', 'No', 'Yes, everybody knows that.']) {
      assert.deepEqual(how(qwen, bare, [qwen], ['openness']), ['unclear', 'openness:']);
    }
  });

  it('takes the strengths of a family, word for word, for the same, and shows them', () => {
    for (const { id, name, strengths } of catalog.families) {
      const made = card(familyOf(id), `Strengths of ${name}: ${strengths}`, undefined, ['strengths']);
      assert.equal(made.verdict, 'same');
      assert.ok(made.text.endsWith(strengths));
    }
  });

  it('says which name it took for a word with a slip', () => {
    const { family } = familyOf('gemini') as Extract<Subject, { kind: 'family' }>;
    const made = card({ kind: 'family', family, meant: 'Gemini' }, '');
    assert.equal(made.meant, 'Gemini');
    assert.ok(v.is(referenceCard, made));
    assert.equal(card(familyOf('gemini'), '').meant, undefined);
  });

  it('does not compare an answer that was cut off, whatever it says so far', () => {
    for (const text of ['Token: The', 'Claude is made by OpenAI.', '']) {
      for (const subject of [termOf('token'), familyOf('claude'), modelOf]) {
        const { verdict, points } = cardFor(subject, { text, isCut: true }, catalog, {
          subjects: [subject],
          wants: new Set(['maker']),
        });
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
