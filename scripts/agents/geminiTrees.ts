import type { Random } from '../promptfoo/random';
import { addNested, at, folders } from './codexTrees';
import type { GeneratedTree } from './codexTrees';
import { someFile, someText } from './nastyFiles';
import { someSkill } from './someSkills';

/** A folder for Gemini CLI. */
export function geminiTree(random: Random): GeneratedTree {
  const files: Record<string, string> = {};
  const cwd = random.of(folders);
  if (random.chance(0.45)) files[at(cwd, '.gemini/settings.json')] = someSettings(random);
  if (random.chance(0.15)) addNested(random, files);
  if (random.chance(0.1))
    files[at(random.of(['', cwd]), '.geminiignore')] = random.of(['GEMINI.md\n', '*.md\n', 'pkg/\n']);
  for (const folder of folders) {
    for (const name of names) {
      if (random.chance(name === 'GEMINI.md' ? 0.7 : 0.25)) files[at(folder, name)] = someInstructions(random);
    }
    if (random.chance(0.1)) files[at(folder, 'GEMINI.md')] = `link:${random.of(links)}`;
    if (random.chance(0.03)) files[at(folder, 'GEMINI.md')] = 'folder:';
    if (random.chance(0.05)) files[at(folder, 'gemini.md')] = someInstructions(random);
    for (const name of imported) if (random.chance(0.5)) files[at(folder, name)] = someInstructions(random);
    if (random.chance(0.2)) files[at(folder, 'linked.md')] = `link:${random.of(links)}`;
    if (random.chance(0.2)) addChain(random, folder, files);
  }
  addSkills(random, cwd, files);
  return { files, cwd, isRepository: random.chance(0.85) };
}

/** Of two skills of one name in one folder the disk says which is the last: names are twice only in two of them. */
function addSkills(random: Random, cwd: string, files: Record<string, string>): void {
  const count = random.of([0, 0, 2, 6, 12]);
  for (const root of new Set([
    '.gemini/skills',
    '.agents/skills',
    at(cwd, '.gemini/skills'),
    at(cwd, '.agents/skills'),
  ])) {
    for (let i = 0; i < count; i++) {
      if (random.chance(0.6)) continue;
      const folder = random.chance(0.1) ? `group/skill-${i}` : `skill-${i}`;
      files[`${root}/${folder}/SKILL.md`] = someSkill(random, `skill-${i}`, 200);
      if (random.chance(0.05)) files[`${root}/file-${i}/SKILL.md`] = 'link:../../nothing/SKILL.md';
    }
    if (random.chance(0.05)) files[`${root}/SKILL.md`] = someSkill(random, 'top', 50);
    if (random.chance(0.1)) files[`${root}/linked`] = 'link:group/skill-1';
  }
}

/** Files of the user. The settings go with what the program is told to ask. */
export function geminiHome(random: Random): Record<string, string> {
  const files: Record<string, string> = {};
  if (random.chance(0.4)) files['.gemini/GEMINI.md'] = someInstructions(random);
  if (random.chance(0.2)) files['.gemini/AGENTS.md'] = someInstructions(random);
  if (random.chance(0.3)) files['.gemini/a.md'] = someInstructions(random);
  if (random.chance(0.2)) files['.gemini/skills/mine/SKILL.md'] = someSkill(random, 'skill-0', 100);
  if (random.chance(0.2)) files['.agents/skills/mine/SKILL.md'] = someSkill(random, 'mine', 100);
  return files;
}

export const usersSettings: readonly object[] = [
  ...[{}, {}, {}, { context: { fileName: ['GEMINI.md', 'AGENTS.md'] } }, { context: { fileName: 'AGENTS.md' } }],
  ...[{ skills: { disabled: ['skill-0'] } }, { context: { memoryBoundaryMarkers: ['docs'] } }],
  { context: { importFormat: 'flat' } },
];

const names = ['GEMINI.md', 'AGENTS.md', 'RULES.md', 'docs/CONTEXT.md'];
const imported = ['a.md', 'b.txt', 'docs/c.md', 'with%20escape.md', 'with space.md', 'größe.md'];
const links = ['AGENTS.md', '../a.md', 'missing.md', 'docs', '../../../home/.gemini/GEMINI.md', 'linked.md'];

const settings: readonly object[] = [
  ...['AGENTS.md', ['AGENTS.md', ' RULES.md '], ['docs/CONTEXT.md'], [''], [], '', ['GEMINI.md', 'AGENTS.md']].map(
    (fileName) => ({ context: { fileName }, skills: { disabled: ['Skill-1'] } }),
  ),
  ...[{ context: { fileName: ['AGENTS.md', 'AGENTS.md', './RULES.md'] } }, { contextFileName: 'AGENTS.md' }],
  ...[{ context: { memoryBoundaryMarkers: [] } }, { context: { memoryBoundaryMarkers: ['a.md', '.git'] } }],
  ...[{ context: { memoryBoundaryMarkers: ['docs', '../x', '/etc'] } }, { skills: { enabled: false } }, {}],
  ...[
    { context: { importFormat: 'flat' } },
    { context: { importFormat: 'flat', fileName: ['AGENTS.md', 'RULES.md'] } },
  ],
  ...[{ context: { importFormat: 'flat', memoryBoundaryMarkers: [] } }, { context: { importFormat: 'tree' } }],
  ...[{ context: { fileFiltering: { respectGeminiIgnore: true } } }, { context: { discoveryMaxDirs: 1 } }],
];

function someSettings(random: Random): string {
  const text = JSON.stringify(random.of(settings), null, random.of([0, 2]));
  return `${random.of(['', '', '// ours\n', '/* ours */', '\n'])}${text}${random.of(['', '\n', '// end'])}`;
}

/** Imports one in another: as deep as they are followed, deeper, or in a circle. */
function addChain(random: Random, folder: string, files: Record<string, string>): void {
  const length = random.of([4, 5, 6, 7]);
  for (let i = 0; i < length; i++)
    files[at(folder, `chain/${i}.md`)] = `${i}\n@./${i + 1}.md ${random.of(['', '@0.md'])}`;
  files[at(folder, `chain/${length}.md`)] = random.of(['end', '@./0.md', '@../chain/1.md', '@../GEMINI.md']);
}

const imports = [
  ...['@./a.md', '@b.txt', '@docs/c.md', '@../a.md', '@../../b.txt', '@./missing.md', '@pkg', '@./with%20escape.md'],
  ...['@./linked.md', '@chain/0.md', '@chain', '@./docs', '@./with space.md', '@größe.md', '@./größe.md', '@A.md'],
  ...['@a.md#part', '@a.md?x', '@./a.md\r\n', '@"a.md"', '@<a.md>', '(@a.md)', '**@a.md**', '- @a.md', '> @a.md'],
  ...[
    '~~~\n@./a.md\n~~~',
    '    @./a.md',
    '``@./a.md``',
    '```` `@a.md` ````',
    '`\n@a.md\n`',
    '<!-- @a.md -->',
    '\\@a.md',
  ],
  ...['`@./a.md`', '```\n@./a.md\n```', 'me@example.com', '@https://example.com/x', '@file:///etc/hostname', '@~/a.md'],
  ...[
    '@../../../../../../etc/hostname',
    '@',
    '@@a.md',
    '@./',
    '@.',
    '@..',
    '@/',
    '@./a.md/',
    '@.//a.md',
    '@./%2e%2e/a.md',
  ],
  ...[
    '@a.md,',
    '@./GEMINI.md',
    '@/etc/hostname',
    '@-x',
    '`open @./a.md',
    '@./docs/../a.md',
    '\u00A0@a.md',
    '\uFEFF@a.md',
  ],
  ...['@a.md @b.txt', '@a.md\n@a.md', '@%zz.md', '@a.md\u00A0x', '@a.md\0', '日本@a.md', '。@a.md', '@aß.md'],
];

function someInstructions(random: Random): string {
  const text = someFile(random);
  if (!random.chance(0.6) || text.startsWith('latin1:')) return text;
  const some = random.many(
    1,
    4,
    () => `${someText(random, random.below(60))}${random.of([' ', '\n', '\t', '', '\r\n'])}${random.of(imports)}`,
  );
  return `${text.slice(0, 200)}${some.join(random.of([' ', '\n']))}${random.of(['', '\n', ' end\n'])}`;
}
