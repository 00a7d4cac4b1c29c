import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formKey, splitWords } from '../../../../../src/core/glossary/find/splitWords';
import { anyCharacter } from '../../../../support/anyCharacter';

const words = (text: string): string[] => splitWords(text).map(({ start, end }) => text.slice(start, end));

describe('splitWords', () => {
  for (const [text, expected] of [
    ['contextWindow', ['context', 'Window']],
    ['HTMLToken', ['HTML', 'Token']],
    ['MAX_TOKENS', ['MAX', 'TOKENS']],
    ['seq2seq', ['seq', '2', 'seq']],
    ['the LLMs’ and GPUs', ['the', 'LLMs', 'and', 'GPUs']],
    ["the model's token", ['the', "model's", 'token']],
    ['naïve e\u0301tude', ['naïve', 'e\u0301tude']],
    ['日本語 text', ['日本語', 'text']],
    ['オーダー 人々 ﾃﾞｰﾀ', ['オーダー', '人々', 'ﾃﾞｰﾀ']],
    ['', []],
    ['… — !', []],
  ] as const) {
    it(`cuts ${JSON.stringify(text)} into ${expected.length} words`, () => assert.deepEqual(words(text), expected));
  }

  it('gives words in order, without overlap, inside the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        let last = 0;
        for (const { start, end, key } of splitWords(text)) {
          assert.ok(last <= start && start < end && end <= text.length);
          assert.notEqual(key, '');
          last = end;
        }
      }),
    );
  });
});

describe('formKey', () => {
  for (const [one, other] of [
    ['LLM', 'LLMs'],
    ['GPU', 'GPUs'],
    ['GPU', 'gpus'],
    ['GPU', 'GPUS'],
    ['batch API', 'Batch APIs'],
    ['bias', 'biases'],
    ['bias', 'Bias’s'],
    ['loss', 'losses'],
    ['training corpus', 'training corpuses'],
    ['vector database', 'vector databases'],
    ['KV cache', 'KV caches'],
    ['message batch', 'message batches'],
    ['tool use', 'tool uses'],
    ['perplexity', 'perplexities'],
    ['chat response', 'chat responses'],
    ['model alias', 'model aliases'],
    ['response_schema', 'response schemas'],
    ['fine-tuning', 'Fine Tuning'],
    ['max_tokens', 'maxToken'],
    ['LLM as a judge', 'LLM-As-A-Judge'],
    ['MoE', 'MoEs'],
  ] as const) {
    it(`is the same for ${one} and ${other}`, () => assert.equal(formKey(one), formKey(other)));
  }

  for (const [one, other] of [
    ['loss', 'lose'],
    ['MoE', 'moe'],
    ['ReAct', 'React'],
    ['base model', 'bass model'],
    ['token', 'tokenizer'],
    ['pretraining', 'pre-training'],
    ['as', 'a'],
    ['use', 'us'],
  ] as const) {
    it(`tells ${one} from ${other}`, () => assert.notEqual(formKey(one), formKey(other)));
  }
});
