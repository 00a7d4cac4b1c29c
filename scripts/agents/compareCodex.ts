import { rmSync } from 'node:fs';
import path from 'node:path';
import { codex } from '../../src/core/context/agents/codex';
import { ContextTree } from '../../src/core/context/tree/contextTree';
import { host } from '../../src/host/node/host';
import type { Random } from '../promptfoo/random';
import { codexTree, writeTree } from './codexTrees';
import type { GeneratedTree } from './codexTrees';
import { someFile, someText } from './nastyFiles';
import { oursOfCodex } from './ours';
import { askCodex } from './programs';
import type { Message } from './programs';
import { someSkill } from './someSkills';

/** A folder, what the agent said of it, and what we say. */
export interface Compared {
  readonly tree: GeneratedTree;
  /** Files of the home folder. */
  readonly home: GeneratedTree['files'];
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
  const homeFiles = codexHome(tree.isRepository ? root : path.join(root, tree.cwd), random);
  rmSync(path.join(home, '.codex/AGENTS.md'), { force: true });
  rmSync(path.join(home, '.codex/AGENTS.override.md'), { force: true });
  rmSync(path.join(home, '.codex/config.toml'), { force: true });
  writeTree({ files: homeFiles, cwd: '', isRepository: false }, home);
  const messages = await askCodex(program, path.join(root, tree.cwd), home).catch((error: unknown) => String(error));
  const file = tree.cwd === '' ? 'x' : `${tree.cwd}/x`;
  const context = await codex.assemble(new ContextTree(host, root), { file, home: new ContextTree(host, home) });
  const said = typeof messages === 'string' ? [messages] : saidOf(messages);
  return { tree, home: homeFiles, said, ours: oursOfCodex(context) };
}

function codexHome(project: string, random: Random): Record<string, string> {
  const files: Record<string, string> = {};
  const lines = random.chance(0.8) ? [`[projects.${JSON.stringify(project)}]`, 'trust_level = "trusted"'] : [];
  if (random.chance(0.1))
    lines.push(
      `[projects.${JSON.stringify(path.join(project, 'pkg'))}]`,
      `trust_level = "${random.of(['trusted', 'untrusted'])}"`,
    );
  files['.codex/config.toml'] = `${random.chance(0.2) ? someUsersConfig(random) : ''}${lines.join('\n')}\n`;
  if (random.chance(0.3)) files['.codex/AGENTS.md'] = random.of([`\n${someText(random, 60)}\n`, someFile(random)]);
  if (random.chance(0.2)) files['.codex/AGENTS.override.md'] = random.of([someText(random, 30), '', someFile(random)]);
  if (random.chance(0.1)) files['.codex/skills/mine/SKILL.md'] = someSkill(random, 'skill-0', 100);
  if (random.chance(0.1)) files['.agents/skills/mine/SKILL.md'] = someSkill(random, 'mine', 100);
  return files;
}

const markers = ['["package.json"]', '[]', '[".git", "package.json"]', '["docs"]', '["pkg/package.json"]', '[""]'];

function someUsersConfig(random: Random): string {
  const lines = [
    `project_root_markers = ${random.of(markers)}`,
    ...(random.chance(0.3) ? ['project_doc_max_bytes = 100'] : []),
  ];
  return `${lines.join('\n')}\n${random.chance(0.3) ? '[features]\nchild_agents_md = true\n' : ''}`;
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
