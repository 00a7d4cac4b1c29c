import { lstatSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Random } from '../promptfoo/random';
import { someFile } from './nastyFiles';
import { someSkill } from './someSkills';

/** A generated folder: its files, what it asks for, and where an agent runs in it. */
export interface GeneratedTree {
  /** A text, bytes in Latin 1 (`latin1:`), where a link leads (`link:`), or a folder (`folder:`). By path, with slashes. */
  readonly files: Readonly<Record<string, string>>;
  /** Below the root, '' for it. */
  readonly cwd: string;
  readonly isRepository: boolean;
}

/** Writes a generated folder. */
export function writeTree({ files, isRepository, cwd }: GeneratedTree, root: string): void {
  mkdirSync(path.join(root, cwd), { recursive: true });
  if (isRepository) {
    mkdirSync(path.join(root, '.git/objects'), { recursive: true });
    mkdirSync(path.join(root, '.git/refs'), { recursive: true });
    writeFileSync(path.join(root, '.git/HEAD'), 'ref: refs/heads/main\n');
  }
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(root, ...name.split('/'));
    mkdirSync(path.dirname(file), { recursive: true });
    if (lstatSync(file, { throwIfNoEntry: false })) continue;
    if (text.startsWith('link:')) symlinkSync(text.slice(5), file);
    else if (text.startsWith('folder:')) mkdirSync(file);
    else writeFileSync(file, bytesOf(text));
  }
}

export const bytesOf = (text: string): Buffer =>
  text.startsWith('latin1:') ? Buffer.from(text.slice(7), 'latin1') : Buffer.from(text, 'utf8');

export const folders = ['', 'pkg', 'pkg/Leaf', 'pkg/Leaf/deep', 'Other'];

export const at = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

/** Where a file of instructions may lead, if it is a link. */
const links = [
  'CLAUDE.md',
  '../CLAUDE.md',
  'missing.md',
  'docs',
  'AGENTS.override.md',
  '.',
  'AGENTS.md',
  'CLAUDE.md/x',
];

/** A repository in a repository: with a folder, with a file as work trees have it, or with none of what git asks for. */
export function addNested(random: Random, files: Record<string, string>): void {
  const folder = random.of(folders.slice(1));
  const kind = random.below(3);
  if (kind === 0) files[`${folder}/.git/HEAD`] = 'ref: refs/heads/main\n';
  else files[`${folder}/.git`] = kind === 1 ? 'gitdir: /nowhere\n' : 'folder:';
}

/** A folder for Codex. */
export function codexTree(random: Random): GeneratedTree {
  const files: Record<string, string> = {};
  const limit = random.chance(0.3) ? random.of([0, 1, 2, 3, 50, 1_000, 40_000]) : undefined;
  const cwd = random.of(folders);
  if (random.chance(0.15)) addNested(random, files);
  if (limit !== undefined || random.chance(0.3)) files['.codex/config.toml'] = someConfig(random, limit);
  if (random.chance(0.2)) files['pkg/.codex/config.toml'] = someConfig(random, random.of([undefined, 200]));
  for (const folder of folders) {
    for (const name of ['AGENTS.override.md', 'AGENTS.md', 'CLAUDE.md', 'docs/RULES.md']) {
      const isThere = name === 'AGENTS.md' ? 0.7 : 0.2;
      if (random.chance(isThere)) files[at(folder, name)] = someFile(random, [limit ?? 32_768, 16_384]);
    }
    if (random.chance(0.1)) files[at(folder, 'AGENTS.md')] = `link:${random.of(links)}`;
    if (random.chance(0.05))
      files[at(folder, 'AGENTS.override.md')] = random.of(['link:AGENTS.md', 'folder:', '', 'link:AGENTS.override.md']);
    if (random.chance(0.03)) files[at(folder, 'AGENTS.md')] = 'folder:';
    if (random.chance(0.05)) files[at(folder, 'agents.md')] = someFile(random);
    if (random.chance(0.1)) files[at(folder, 'package.json')] = '{}';
  }
  addSkills(random, files);
  return { files, cwd, isRepository: random.chance(0.85) };
}

const fallbacks = [
  '["CLAUDE.md", "", "docs/RULES.md"] # ours',
  '["CLAUDE.md"]',
  '["missing.md", "CLAUDE.md", "CLAUDE.md"]',
  '[" CLAUDE.md ", "../CLAUDE.md", "./CLAUDE.md"]',
  '["AGENTS.md", "CLAUDE.md"]',
  '[".", "..", "agents.md"]',
  '[]',
];

const odd = [
  'project_root_markers = ["package.json"]',
  'model_context_window = 20000',
  'model_context_window = 1',
  'unknown_key = 1',
  '[features]\nchild_agents_md = true',
  '[features]\nchild_agents_md = false\nunknown = true',
  'instructions = "Ours"',
  '[[skills.config]]\npath = "/nowhere"\nenabled = false',
];

export function someConfig(random: Random, limit: number | undefined): string {
  const lines = limit === undefined ? [] : [`project_doc_max_bytes = ${limit}`];
  if (random.chance(0.5)) lines.push(`project_doc_fallback_filenames = ${random.of(fallbacks)}`);
  if (random.chance(0.3)) lines.push(random.of(odd));
  return `${random.chance(0.05) ? '\uFEFF' : ''}${lines.join(random.of(['\n', '\r\n']))}\n`;
}

const skillFolders = [
  '.agents/skills',
  '.agents/skills',
  '.codex/skills',
  'pkg/.agents/skills',
  'pkg/Leaf/.codex/skills',
  'pkg/.codex/skills',
];

function addSkills(random: Random, files: Record<string, string>): void {
  const count = random.of([0, 0, 1, 3, 8, 60, 200]);
  for (let i = 0; i < count; i++) {
    const root = random.of(skillFolders);
    const group = random.chance(0.1) ? random.of(['group/inner/', '.hidden/', 'a/b/c/d/e/', 'a/b/c/d/e/f/']) : '';
    const folder = `${root}/${group}skill-${i}`;
    files[`${folder}/SKILL.md`] = someSkill(random, `skill-${random.chance(0.05) ? 0 : i}`, count > 50 ? 900 : 200);
    if (random.chance(0.03)) files[`${folder}/agents/openai.yaml`] = random.of(byHand);
    if (random.chance(0.03))
      files[`${folder}/${random.of(['.claude-plugin', '.codex-plugin'])}/plugin.json`] = random.of(plugins);
    if (random.chance(0.02)) files[`${root}/linked-${i}`] = `link:${group}skill-${i}`;
    if (random.chance(0.02)) files[`${root}/file-${i}/SKILL.md`] = `link:../${group}skill-${i}/SKILL.md`;
    if (random.chance(0.02)) files[`${folder}/more/SKILL.md`] = someSkill(random, `more-${i}`, 50);
    if (random.chance(0.02)) files[`${root}/small-${i}/skill.md`] = someSkill(random, `small-${i}`, 50);
  }
  if (random.chance(0.05)) files['.codex/skills'] ??= 'link:../.agents/skills';
}

const byHand = [
  'policy:\n  allow_implicit_invocation: false\n',
  'policy:\n  allow_implicit_invocation: true\n',
  'policy:\n  allow_implicit_invocation: "false"\n',
  'policy: [\n',
  'interface:\n  display_name: "Name"\n  short_description: short\n',
];

const plugins = [
  ...[
    '{"name": "plug"}',
    '{"name": "plug"}',
    '{"name": " "}',
    '{',
    '{"name": 1}',
    '[]',
    '{"name": null}',
    '{}',
    '"plug"',
  ],
  ...['{"name": "plug", "version": 1}', '{"name": "plug", "description": 1}', '{"name": "a b", "skills": "./x"}'],
];
