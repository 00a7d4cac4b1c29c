import type { Random } from '../promptfoo/random';
import { someText } from './nastyFiles';

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
  'description: ~',
  'description: "open',
  'description: fine\nmetadata:\n  short-description: short: one\n  version: 1.0',
  'description: fine\nallowed-tools: Bash(git: *), Read',
  'description: @mention first',
  'description: *star',
  'description: &anchor text\nother: *anchor',
  'description: !tag text',
  'description: %percent',
  'description: 12',
  'description: true',
  'description: 2026-11-30',
  "description: 'it''s quoted'",
  'description: "escaped \\u00e9 \\n text"',
  'description: plain text\n  that goes on',
  'description: one\ndescription: two',
  'description: fine\n? odd key\n: value',
  'description: fine\n\tindented: by a tab',
  'description: fine\nmetadata: text',
  'description: fine\nmetadata:\n  - a\n  - b',
  'description: fine\nlist:\n- a: b: c\n- d',
  '"description": quoted key',
  'description : space before the colon',
  'Description: capital',
  'description: fine\n...',
  'description: fine\n# comment\n\n',
  'description: <b>tags</b> & "more"',
  'description: - dash first',
  'description: a:b, c #d',
  'description: "a": b',
  'description: {a: b}',
  'description: `code` first',
  'description: | fine',
  'description: fine\n--- # more',
];

const oddNames = [
  'name: 12',
  'name: true',
  'name: ""',
  'name: "two words"',
  'name: Größe',
  'name: 日本語🙂',
  'name:',
  'name: [a]',
  'name: a: b',
  'name: a/b',
  'name: <x>',
  'name: A B  C',
];

/** A SKILL.md, now and then one that is none. */
export function someSkill(random: Random, name: string, length: number): string {
  const end = random.chance(0.1) ? '\r\n' : '\n';
  const lines = ['---', ...someName(random, name), someDescription(random, length), '---', someText(random, 200)];
  if (random.chance(0.3)) lines.splice(1, 2, ...lines.slice(1, 3).reverse());
  if (random.chance(0.03)) lines.shift();
  if (random.chance(0.03)) lines.splice(-2, 1);
  if (random.chance(0.02)) lines.splice(1, 0, '');
  if (random.chance(0.02)) lines[0] = random.of(['--- ', '----', ' ---', '---\t', '--- # a']);
  if (random.chance(0.02)) lines.unshift('');
  const text = (random.chance(0.03) ? '\uFEFF' : '') + lines.join('\n').replaceAll('\n', end);
  if (random.chance(0.02)) return `latin1:${text.replaceAll(/[^\0-\x7F]/g, '?')}\xE9`;
  return text;
}

function someName(random: Random, name: string): string[] {
  if (random.chance(0.1)) return [];
  if (random.chance(0.08)) return [random.of(oddNames)];
  return [
    `name: ${random.chance(0.05) ? `${name}${random.of(['x', 'é', '🙂']).repeat(50 + random.below(15))}` : name}`,
  ];
}

function someDescription(random: Random, length: number): string {
  if (random.chance(0.25)) return random.of(oddFields);
  const text = someText(random, 1 + random.below(random.chance(0.05) ? 1_500 : length));
  return `description: ${text.replaceAll(/[^\p{L}\p{N}🙂 .]+/gu, ' ').trim()} end`;
}
