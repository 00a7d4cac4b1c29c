import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { codex } from '../../src/core/context/agents/codex';
import type { AssembledContext } from '../../src/core/context/contextReport';
import { ContextTree } from '../../src/core/context/tree/contextTree';
import { host } from '../../src/host/node/host';
import type { Random } from '../promptfoo/random';
import { codexTree, someText, writeTree } from './codexTrees';
import type { GeneratedTree } from './codexTrees';
import { askCodex } from './programs';
import type { Message } from './programs';

/** A folder, what the agent said of it, and whether ours is the same. */
export interface Compared {
  readonly tree: GeneratedTree;
  readonly said: readonly string[];
  readonly ours: readonly string[];
}

/** Asks Codex about a generated folder, and compares what comes of the folder byte for byte. */
export async function compareCodex(program: string, work: string, random: Random): Promise<Compared> {
  const tree = codexTree(random);
  const root = path.join(work, 'tree');
  const home = path.join(work, 'home');
  rmSync(root, { recursive: true, force: true });
  writeTree(tree, root);
  writeHome(home, tree.isRepository ? root : path.join(root, tree.cwd), random);
  const messages = await askCodex(program, path.join(root, tree.cwd), home).catch((error: unknown) => String(error));
  const file = tree.cwd === '' ? 'x' : `${tree.cwd}/x`;
  const context = await codex.assemble(new ContextTree(host, root), { file, home: new ContextTree(host, home) });
  return { tree, said: typeof messages === 'string' ? [messages] : saidOf(messages), ours: oursOf(context) };
}

function writeHome(home: string, project: string, random: Random): void {
  const folder = path.join(home, '.codex');
  mkdirSync(folder, { recursive: true });
  for (const name of ['AGENTS.md', 'AGENTS.override.md']) rmSync(path.join(folder, name), { force: true });
  const trust = random.chance(0.8) ? `[projects.${JSON.stringify(project)}]\ntrust_level = "trusted"\n` : '';
  writeFileSync(path.join(folder, 'config.toml'), trust);
  if (random.chance(0.3)) writeFileSync(path.join(folder, 'AGENTS.md'), `\n${someText(random, 60)}\n`);
  if (random.chance(0.2)) writeFileSync(path.join(folder, 'AGENTS.override.md'), someText(random, random.of([0, 30])));
}

const ownSkill = /\/(?:imagegen|openai-docs|skill-creator|skill-installer)\/SKILL\.md\)$/;

/** The message with the instructions, and the lines of the list of skills that are none of Codex' own. */
function saidOf(messages: readonly Message[]): string[] {
  const texts = messages.flatMap(({ content = [] }) => content.map(({ text = '' }) => text));
  const list = texts.find((text) => text.startsWith('<skills_instructions>')) ?? '';
  const roots = list.split('\n').filter((line) => line.startsWith('- `r') && !line.endsWith('/.system`'));
  const skills = list.split('\n').filter((line) => /^- .*\(file: r\d+\/.*\)$/.test(line) && !ownSkill.test(line));
  const instructions = texts.filter((text) => text.startsWith('# AGENTS.md instructions'));
  return [...roots, ...skills, ...instructions];
}

function oursOf({ text }: AssembledContext): string[] {
  const end = '</skills_instructions>\n\n';
  const at = text.startsWith('<skills_instructions>') ? text.indexOf(end) : -1;
  const lines = at < 0 ? [] : text.slice(0, at).split('\n');
  const instructions = at < 0 ? text : text.slice(at + end.length);
  return [...lines.filter((line) => line.startsWith('- ')), ...(instructions === '' ? [] : [instructions])];
}
