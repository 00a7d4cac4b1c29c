import { lstatSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Random } from '../promptfoo/random';

/** A generated folder: its files, what it asks for, and where an agent runs in it. */
export interface GeneratedTree {
  /** A text or bytes in Latin 1 (`latin1:`), where a link leads (`link:`). By path, with slashes. */
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
    else writeFileSync(file, bytesOf(text));
  }
}

export const bytesOf = (text: string): Buffer =>
  text.startsWith('latin1:') ? Buffer.from(text.slice(7), 'latin1') : Buffer.from(text, 'utf8');

const words = [
  'Run',
  'the',
  'tests',
  'before',
  'you',
  'commit.',
  'Größe',
  '日本語',
  '🙂',
  '`code`',
  '- item',
  '# Title',
];

/** Lines of words, of about so many characters. */
export function someText(random: Random, length: number): string {
  let text = '';
  const end = random.of(['\n', '\n', '\n', '\r\n']);
  while (text.length < length) text += random.of(words) + (random.chance(0.15) ? end : ' ');
  return text.slice(0, length) + (random.chance(0.7) ? end : '');
}

/** A file as people leave them: with a byte order mark, in Latin 1, empty, blank, or right at a limit. */
export function someFile(random: Random, limits: readonly number[] = []): string {
  const kind = random.below(12);
  if (kind === 0) return '';
  if (kind === 1) return ' \n\t\n';
  if (kind === 2) return `\uFEFF${someText(random, 40)}`;
  if (kind === 3) return `latin1:${someText(random, 30).replaceAll(/[^\0-\xFF]/g, '\xE9')}caf\xE9 \xFF\xC3`;
  if (kind === 4 && limits.length > 0) {
    const limit = random.of(limits) + random.of([-1, 0, 0, 1]);
    return someText(random, Math.max(0, limit - 40)).padEnd(limit - 2, 'x') + random.of(['é', 'ab', '\n\n']);
  }
  if (kind === 5) return someText(random, 9_000 + random.below(20_000));
  return someText(random, random.below(300));
}

const folders = ['', 'pkg', 'pkg/Leaf', 'pkg/Leaf/deep', 'Other'];

/** A folder for Codex. */
export function codexTree(random: Random): GeneratedTree {
  const files: Record<string, string> = {};
  const limit = random.chance(0.3) ? random.of([0, 1, 50, 1_000, 40_000]) : undefined;
  const cwd = random.of(folders);
  if (limit !== undefined || random.chance(0.3)) files['.codex/config.toml'] = someConfig(random, limit);
  if (random.chance(0.2)) files['pkg/.codex/config.toml'] = someConfig(random, random.of([undefined, 200]));
  for (const folder of folders) {
    for (const name of ['AGENTS.override.md', 'AGENTS.md', 'CLAUDE.md', 'docs/RULES.md']) {
      const isThere = name === 'AGENTS.md' ? 0.7 : 0.2;
      if (random.chance(isThere)) files[at(folder, name)] = someFile(random, [limit ?? 32_768, 16_384]);
    }
    if (random.chance(0.1)) files[at(folder, 'AGENTS.md')] = 'link:CLAUDE.md';
  }
  addSkills(random, files);
  return { files, cwd, isRepository: random.chance(0.85) };
}

const at = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

function someConfig(random: Random, limit: number | undefined): string {
  const lines = limit === undefined ? [] : [`project_doc_max_bytes = ${limit}`];
  if (random.chance(0.5)) lines.push('project_doc_fallback_filenames = ["CLAUDE.md", "", "docs/RULES.md"] # ours');
  if (random.chance(0.2)) lines.push('model_context_window = 20000');
  return `${lines.join('\n')}\n`;
}

function addSkills(random: Random, files: Record<string, string>): void {
  const count = random.of([0, 0, 1, 3, 8, 60, 200]);
  for (let i = 0; i < count; i++) {
    const root = random.of([
      '.agents/skills',
      '.agents/skills',
      '.codex/skills',
      'pkg/.agents/skills',
      'pkg/Leaf/.codex/skills',
    ]);
    const group = random.chance(0.1) ? 'group/inner/' : '';
    const folder = `${root}/${group}skill-${i}`;
    files[`${folder}/SKILL.md`] = someSkill(random, `skill-${i}`, count > 50 ? 900 : 200);
    if (random.chance(0.03)) files[`${folder}/agents/openai.yaml`] = 'policy:\n  allow_implicit_invocation: false\n';
    if (random.chance(0.02)) files[`${folder}/.claude-plugin/plugin.json`] = '{"name": "plug"}';
  }
}

const oddFields = [
  'description: Use it: when files are large',
  'description: [draft] writes notes',
  'description: "quoted: text"',
  "description: it's odd # comment",
  'description: >-\n  folded text\n  over lines',
  'description: |\n  kept text\n\n  over lines',
  'description:',
  'description: [a, b]',
  'description: null',
  'description: "open',
  'description: fine\nmetadata:\n  short-description: short: one\n  version: 1.0',
  'description: fine\nallowed-tools: Bash(git: *), Read',
  'description: @mention first',
  'description: *star',
];

/** A SKILL.md, now and then one that is none. */
export function someSkill(random: Random, name: string, length: number): string {
  const end = random.chance(0.1) ? '\r\n' : '\n';
  const named = random.chance(0.9) ? [`name: ${random.chance(0.05) ? `${name}${'x'.repeat(60)}` : name}`] : [];
  const described = random.chance(0.15)
    ? random.of(oddFields)
    : `description: ${someText(random, 1 + random.below(length))
        .replaceAll(/[^\p{L}\p{N} .]+/gu, ' ')
        .trim()} end`;
  const lines = ['---', ...named, described, '---', someText(random, 200)];
  if (random.chance(0.03)) lines.shift();
  if (random.chance(0.03)) lines.splice(-2, 1);
  return (random.chance(0.03) ? '\uFEFF' : '') + lines.join('\n').replaceAll('\n', end);
}
