import type { Random } from '../promptfoo/random';
import { someFile, someSkill, someText } from './codexTrees';
import type { GeneratedTree } from './codexTrees';

const folders = ['', 'pkg', 'pkg/Leaf', 'pkg/Leaf/deep', 'Other'];

const at = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

/** A folder for Gemini CLI. */
export function geminiTree(random: Random): GeneratedTree {
  const files: Record<string, string> = {};
  const cwd = random.of(folders);
  const names = ['GEMINI.md'];
  if (random.chance(0.35)) {
    const fileName = random.of(['AGENTS.md', ['AGENTS.md', ' RULES.md '], ['docs/CONTEXT.md'], ['']]);
    const comment = random.chance(0.3) ? '// ours\n' : '';
    files[at(cwd, '.gemini/settings.json')] =
      comment + JSON.stringify({ context: { fileName }, skills: { disabled: ['Skill-1'] } });
  }
  names.push('AGENTS.md', 'RULES.md', 'docs/CONTEXT.md');
  for (const folder of folders) {
    for (const name of names) {
      if (random.chance(name === 'GEMINI.md' ? 0.7 : 0.25)) files[at(folder, name)] = someInstructions(random);
    }
    if (random.chance(0.1)) files[at(folder, 'GEMINI.md')] = 'link:AGENTS.md';
    for (const name of imported) if (random.chance(0.5)) files[at(folder, name)] = someInstructions(random);
  }
  for (let i = 0, count = random.of([0, 0, 2, 6]); i < count; i++) {
    const root = random.of(['.gemini/skills', '.agents/skills', at(cwd, '.gemini/skills'), at(cwd, '.agents/skills')]);
    files[`${root}/skill-${random.chance(0.2) ? 0 : i}/SKILL.md`] = someSkill(random, `skill-${i}`, 200);
  }
  return { files, cwd, isRepository: random.chance(0.85) };
}

const imported = ['a.md', 'b.txt', 'docs/c.md', 'with%20escape.md'];

const imports = [
  ...['@./a.md', '@b.txt', '@docs/c.md', '@../a.md', '@../../b.txt', '@./missing.md', '@pkg', '@./with%20escape.md'],
  ...[
    '`@./a.md`',
    '```\n@./a.md\n```',
    'me@example.com',
    '@https://example.com/x',
    '@../../../../../../etc/hostname',
    '@',
    '@@a.md',
  ],
  ...['@a.md,', '@./GEMINI.md', '@/etc/hostname', '@-x', '`open @./a.md', '@./docs/../a.md'],
];

function someInstructions(random: Random): string {
  const text = someFile(random);
  if (!random.chance(0.6) || text.startsWith('latin1:')) return text;
  const some = random.many(
    1,
    4,
    () => `${someText(random, random.below(60))}${random.of([' ', '\n', '\t', ''])}${random.of(imports)}`,
  );
  return `${text.slice(0, 200)}${some.join(random.of([' ', '\n']))}${random.of(['', '\n', ' end\n'])}`;
}
