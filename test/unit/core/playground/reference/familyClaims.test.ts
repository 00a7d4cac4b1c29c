import assert from 'node:assert/strict';
import { catalog, familyOf, how, model, modelOf } from '../../../../support/referenceCards';

describe('what an answer says of a family, in the card beside it', () => {
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
