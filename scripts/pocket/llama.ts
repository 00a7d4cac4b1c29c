// llama.cpp, to compare with: node-llama-cpp in a folder that is not committed, and no dependency of anything.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { npm } from '../vscode/npm';
import { SetupError, workDir } from '../vscode/paths';

export const LLAMA_VERSION = '3.22.1';
const folder = path.join(workDir, `llama-${LLAMA_VERSION}`);
const entry = path.join(folder, 'node_modules/node-llama-cpp/dist/index.js');

/** Packages with llama.cpp ready built: nothing is compiled here. */
const BINARIES: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'mac-x64',
  'darwin-arm64': 'mac-arm64-metal',
  'win32-x64': 'win-x64',
  'win32-arm64': 'win-arm64',
};

type Input = number | [token: number, options: { generateNext: { logits?: true; token?: true; temperature: number } }];

interface Sequence {
  clearHistory: () => Promise<void>;
  controlledEvaluate: (
    input: readonly Input[],
  ) => Promise<readonly (undefined | { next: { logits?: Map<number, number> } })[]>;
}

interface Llama {
  loadModel: (options: { modelPath: string }) => Promise<{
    tokenize: (text: string, specialTokens: boolean) => number[];
    createContext: (options: object) => Promise<{ getSequence: () => Sequence }>;
  }>;
  dispose: () => Promise<void>;
}

interface LlamaModule {
  getLlama: (options: { gpu: false; build: 'never'; maxThreads: number }) => Promise<Llama>;
}

export const llamaIsInstalled = (): boolean => existsSync(entry);

/** Puts llama.cpp into the folder, once. @throws SetupError */
export async function installLlama(): Promise<void> {
  if (llamaIsInstalled()) return;
  const binary = BINARIES[`${process.platform}-${process.arch}`];
  if (binary === undefined) throw new SetupError(`There is no llama.cpp for ${process.platform} ${process.arch}.`);
  console.log('Installing llama.cpp, once …');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
  const names = ['node-llama-cpp', `@node-llama-cpp/${binary}`].map((name) => `${name}@${LLAMA_VERSION}`);
  try {
    await npm(folder, ['install', '--omit=optional', ...names], 'llama.cpp', new AbortController().signal);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** A model in llama.cpp on one thread, with keys and values as F32, as Pocket has them. */
interface LlamaModel {
  readonly tokenize: (text: string) => number[];
  /** Forgets all and reads `ids`. @returns the logit of each token that may come next. */
  readonly logitsAfter: (ids: readonly number[]) => Promise<Map<number, number>>;
  /** Reads `ids`, and the first of them again one by one, as if it wrote `count` tokens. @returns milliseconds until the first one, and for the others together. */
  readonly time: (ids: readonly number[], count: number) => Promise<{ first: number; others: number }>;
  readonly dispose: () => Promise<void>;
}

export async function openLlama(file: string): Promise<LlamaModel> {
  const { getLlama } = (await import(pathToFileURL(entry).href)) as LlamaModule;
  // A second thread makes it slower than one where others want the processor too.
  const llama = await getLlama({ gpu: false, build: 'never', maxThreads: 1 });
  const model = await llama.loadModel({ modelPath: file });
  const context = await model.createContext({
    contextSize: 512,
    threads: 1,
    flashAttention: false,
    experimentalKvCacheKeyType: 'F32',
    experimentalKvCacheValueType: 'F32',
  });
  const sequence = context.getSequence();
  const read = async (ids: readonly number[]): Promise<Map<number, number>> => {
    const last: Input = [ids.at(-1)!, { generateNext: { logits: true, temperature: 0 } }];
    const results = await sequence.controlledEvaluate([...ids.slice(0, -1), last]);
    const logits = results.at(-1)?.next.logits;
    if (!logits) throw new Error('llama.cpp gave no logits.');
    return logits;
  };
  return {
    tokenize: (text) => model.tokenize(text, false),
    logitsAfter: async (ids) => {
      await sequence.clearHistory();
      return read(ids);
    },
    time: async (ids, count) => {
      await sequence.clearHistory();
      const start = performance.now();
      const write = (input: readonly number[]): Promise<unknown> =>
        sequence.controlledEvaluate([
          ...input.slice(0, -1),
          [input.at(-1)!, { generateNext: { token: true, temperature: 0 } }],
        ]);
      await write(ids);
      const first = performance.now() - start;
      for (let written = 1; written < count; written++) await write([ids[written]!]);
      const others = performance.now() - start - first;
      return { first, others };
    },
    dispose: () => llama.dispose(),
  };
}
