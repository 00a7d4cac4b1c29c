import assert from 'node:assert/strict';
import * as v from 'valibot';
import { glossary as terms } from '../../../../../generated/glossary';
import { cardFor } from '../../../../../src/core/playground/reference/referenceCard';
import { referenceCard } from '../../../../../src/core/playground/reference/referenceSchema';
import type { Subject } from '../../../../../src/core/playground/reference/subject';
import type { Want } from '../../../../../src/core/playground/reference/wants';
import { card, catalog, familyOf, how, modelOf, outside, termOf } from '../../../../support/referenceCards';

describe('the card beside an answer that says little', () => {
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
    const claude = familyOf('claude');
    const other = how(claude, 'I do not know, but Claude comes from Google.', [claude], ['maker']);
    assert.deepEqual(other, ['unclear', 'maker:Google']);
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
});
