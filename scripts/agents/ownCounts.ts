import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { codexWindows } from '../../src/core/context/agents/codexData';
import type { KnownCount } from '../../src/core/context/contextReport';
import type { EncodingName } from '../../src/core/catalog/encodingName';
import { writeTree } from './codexTrees';
import { GeminiCatcher, askCodex, codexModels } from './programs';

// Counts of the texts that the agents bring themselves, in the form of their tables. They are taken in an empty repository.

type Count = (encoding: EncodingName, text: string) => Promise<number>;

async function known(encoding: EncodingName, text: string, count: Count): Promise<KnownCount> {
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { encoding, bytes: Buffer.byteLength(text), tokens: await count(encoding, text), sha256 };
}

/** By model: its instructions, and its tools where the program tells them. */
export async function codexOwnCounts(
  folder: string,
  work: string,
  count: Count,
): Promise<Record<string, { base: KnownCount; tools?: KnownCount }>> {
  const root = path.join(work, 'tree');
  const home = path.join(work, 'home');
  emptyTree(root);
  mkdirSync(path.join(home, '.codex'), { recursive: true });
  const found: Record<string, { base: KnownCount; tools?: KnownCount }> = {};
  for (const model of await codexModels(folder, home)) {
    const slug = String(model.slug);
    if (!(slug in codexWindows)) continue;
    const messages = await askCodex(folder, root, home, ['-c', `model="${slug}"`]);
    const texts = messages.flatMap(({ content = [] }) => content.map(({ text = '' }) => text));
    const own = texts.filter((text) => text !== 'hi' && !text.startsWith('<environment_context>'));
    const tools = messages.find(({ tools: each }) => each !== undefined)?.tools;
    const instructions = String(model.base_instructions);
    // Of some models the instructions are a field of the request, and no message.
    const all = own.some((text) => text.length >= instructions.length) ? own : [instructions, ...own];
    const base = await known('o200k_base', all.map(withoutPlace(home)).join('\n'), count);
    found[slug] = {
      base,
      ...(tools !== undefined && { tools: await known('o200k_base', JSON.stringify(tools), count) }),
    };
  }
  return found;
}

/** The folder of its own skills is another one for each user. */
const withoutPlace =
  (home: string) =>
  (text: string): string =>
    text.replaceAll(home, '~');

export async function geminiOwnCounts(
  folder: string,
  work: string,
  count: Count,
): Promise<{ base: KnownCount; tools: KnownCount }> {
  const root = path.join(work, 'tree');
  emptyTree(root);
  const catcher = new GeminiCatcher(folder);
  await catcher.start();
  try {
    const { systemInstruction, tools } = await catcher.ask(root, path.join(work, 'home'));
    const text = systemInstruction?.parts.map((part) => part.text ?? '').join('') ?? '';
    const base = text.replaceAll(path.join(folder, 'node_modules/@google/gemini-cli'), '').replaceAll(folder, '');
    return {
      base: await known('gemma3', base, count),
      tools: await known('gemma3', JSON.stringify(tools), count),
    };
  } finally {
    catcher.stop();
  }
}

function emptyTree(root: string): void {
  rmSync(root, { recursive: true, force: true });
  writeTree({ files: {}, cwd: '', isRepository: true }, root);
}

/** The lengths of the descriptions of Codex' own skills. */
export async function codexOwnSkillLengths(folder: string, work: string): Promise<Record<string, number>> {
  const root = path.join(work, 'tree');
  emptyTree(root);
  const messages = await askCodex(folder, root, path.join(work, 'home'));
  const text = messages.flatMap(({ content = [] }) => content.map((each) => each.text ?? '')).join('\n');
  const lines = [...text.matchAll(/^- ([\w-]+): (.*) \(file: r0\/[\w-]+\/SKILL\.md\)$/gm)];
  return Object.fromEntries(lines.map(([, name = '', description = '']) => [name, Buffer.byteLength(description)]));
}
