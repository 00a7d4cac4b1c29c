import type { TheirModel } from './facts';
import { readGenaiPrices } from './readers/genaiPrices';
import { readLlmZoo } from './readers/llmZoo';
import { readAnthropicSdk, readGateway, readOpenAiSdk } from './readers/makerSdks';
import { readModelBank } from './readers/modelBank';
import { readPiAi } from './readers/piAi';

/** The files of a package that are read, by their path in it. */
export type Files = ReadonlyMap<string, string>;

/** The tables of one package. */
export interface Reading {
  /** By family; under `''` those whose family the package does not say. */
  readonly models: ReadonlyMap<string, readonly TheirModel[]>;
  /** Ids about which it says nothing more. */
  readonly ids?: readonly string[];
}

/** A package that is compared with, independent of the others. */
interface CatalogPackage {
  /** How the lock file and the differences name it, and the id of a source in data/. */
  readonly who: string;
  readonly name: string;
  /** A description, for the title of a source. */
  readonly about: string;
  /** Paths below the package's root. */
  readonly files: readonly string[];
  /** `day`: the one whose prices are wanted. Passes over what is not as expected; never runs anything of `files`. */
  readonly read: (files: Files, day: string) => Reading;
}

/** The table of each maker's own API there. Qwen's is that of a subscription, whose tokens have no price. */
const piAiFiles: Readonly<Record<string, string>> = {
  gpt: 'openai',
  claude: 'anthropic',
  gemini: 'google',
  llama: 'meta',
  mistral: 'mistral',
  deepseek: 'deepseek',
  qwen: 'qwen-token-plan',
  grok: 'xai',
};
const modelBankFiles: Readonly<Record<string, string>> = {
  gpt: 'openai',
  claude: 'anthropic',
  gemini: 'google',
  llama: 'meta',
  mistral: 'mistral',
  deepseek: 'deepseek',
  qwen: 'qwen',
  grok: 'xai',
};
const piAiFile = (table: string): string => `dist/providers/data/${table}.json`;
const modelBankFile = (table: string): string => `dist/aiModels/${table}.mjs`;

const byFamily = (
  files: Files,
  tables: Readonly<Record<string, string>>,
  fileOf: (table: string) => string,
  read: (text: string) => TheirModel[],
): Reading => ({
  models: new Map(
    Object.entries(tables).map(([family, table]) => {
      const models = read(files.get(fileOf(table)) ?? '');
      // Alibaba serves models of others, too.
      return [family, family === 'qwen' ? models.filter(({ ids }) => ids.some((id) => /^q/i.test(id))) : models];
    }),
  ),
});

const genaiFile = 'dist/index.js';
const zooFile = 'dist/index.js';
const gatewayFile = 'src/gateway-language-model-settings.ts';
const openAiFile = 'src/resources/shared.ts';
const anthropicFile = 'src/internal/data/deprecated-models.ts';

export const catalogPackages: readonly CatalogPackage[] = [
  {
    who: 'pi-ai',
    name: '@earendil-works/pi-ai',
    about: 'model table',
    files: Object.values(piAiFiles).map(piAiFile),
    read: (files) => byFamily(files, piAiFiles, piAiFile, readPiAi),
  },
  {
    who: 'genai-prices',
    name: '@pydantic/genai-prices',
    about: 'price table',
    files: [genaiFile],
    read: (files, day) => ({ models: readGenaiPrices(files.get(genaiFile) ?? '', day) }),
  },
  {
    who: 'model-bank',
    name: 'model-bank',
    about: 'model table of LobeHub',
    files: Object.values(modelBankFiles).map(modelBankFile),
    read: (files) => byFamily(files, modelBankFiles, modelBankFile, readModelBank),
  },
  {
    who: 'llm-zoo',
    name: 'llm-zoo',
    about: 'model table',
    files: [zooFile],
    read: (files) => ({ models: new Map([['', readLlmZoo(files.get(zooFile) ?? '')]]) }),
  },
  {
    who: 'gateway',
    name: '@ai-sdk/gateway',
    about: 'list of ids',
    files: [gatewayFile],
    read: (files) => ({ models: new Map(), ids: readGateway(files.get(gatewayFile) ?? '') }),
  },
  {
    who: 'openai-sdk',
    name: 'openai',
    about: 'deprecated ids of its types',
    files: [openAiFile],
    read(files) {
      const { models, ids } = readOpenAiSdk(files.get(openAiFile) ?? '');
      return { models: new Map([['gpt', models]]), ids };
    },
  },
  {
    who: 'anthropic-sdk',
    name: '@anthropic-ai/sdk',
    about: 'deprecated models',
    files: [anthropicFile],
    read: (files) => ({ models: new Map([['claude', readAnthropicSdk(files.get(anthropicFile) ?? '')]]) }),
  },
];

/** Where a reader finds that version of a package. */
export const packageUrl = (name: string, version: string): string =>
  `https://www.npmjs.com/package/${name}/v/${version}`;
