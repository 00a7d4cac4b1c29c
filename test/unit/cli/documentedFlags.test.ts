import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { FieldGuide } from '../../../src/core/fieldGuide';
import { runWords } from './runWords';

/** Where `docs/command-line.md` tells of the flags of each command. */
const headings: Readonly<Record<string, string>> = {
  count: 'Tokens',
  'tokens diff': 'Tokens',
  'tokens tax': 'Tokens',
  models: 'Model ids',
  terms: 'Terms and own glossaries',
  glossary: 'Terms and own glossaries',
  ask: 'Ask a model',
  eval: 'Run a suite',
  'eval compare': 'Results of runs',
  'eval export': 'Results of runs',
  'eval assert': 'Check answers',
  'prompt check': 'Prompts',
  'prompt render': 'Prompts',
  'prompt convert': 'Prompts',
  'context report': 'What agents read',
  'context check': 'What agents read',
  'context compare': 'What agents read',
  pack: 'Pack files',
};

const sections = new Map(
  readFileSync('docs/command-line.md', 'utf8')
    .split(/^## /m)
    .map((section) => [section.slice(0, section.search(/\r?\n/)), section]),
);

/** No command needs one to say how it is used. */
const noGuide = {} as FieldGuide;

const usageOf = async (command: string): Promise<string> => {
  const { code, output } = await runWords(noGuide, ...command.split(' '), '--help');
  assert.equal(code, 0, command);
  return output;
};

/** The flags of a usage, but for lines that show how another command is used. */
function flagsOf(usage: string, command: string): string[] {
  const others = Object.keys(headings).filter((other) => other !== command);
  const isOwn = (line: string): boolean =>
    !/dist\/cli\.js /.test(line) || !others.some((other) => line.includes(`dist/cli.js ${other} `));
  return [
    ...new Set(
      usage
        .split('\n')
        .filter(isOwn)
        .join('\n')
        .match(/(?<![\w-])--[a-z][\w-]*/g),
    ),
  ];
}

describe('the page of the command line', () => {
  for (const [command, heading] of Object.entries(headings)) {
    it(`names each flag that "${command} --help" names`, async () => {
      const flags = flagsOf(await usageOf(command), command).filter((flag) => flag !== '--help');
      const section = sections.get(heading) ?? '';
      const unnamed = flags.filter((flag) => !new RegExp(`${flag}(?![\\w-])`).test(section));
      assert.deepEqual(unnamed, [], `docs/command-line.md, ${heading}`);
      assert.ok(flags.length > 0);
    });
  }

  it('is compared with each command that there is', async () => {
    const known = new Set(Object.keys(headings).map((command) => command.split(' ')[0]));
    const named = [...(await usageOf('count')).matchAll(/dist\/cli\.js ([a-z]+)/g)].map(([, name]) => name);
    assert.deepEqual([...new Set(named)].sort(), [...known].sort());
    for (const group of ['tokens', 'eval', 'prompt', 'context']) {
      const lines = [...(await usageOf(group)).matchAll(/dist\/cli\.js ([a-z]+ [a-z]+)/g)].map(([, name]) => name);
      assert.deepEqual(
        lines.filter((name) => name !== undefined && !(name in headings)),
        [],
      );
    }
  });
});
