import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../../src/cli/run';
import type { FieldGuide } from '../../../src/core/fieldGuide';
import { guideWith } from '../../support/fieldGuides';
import { index } from '../core/glossary/glossary';

let folder = '';

/** Runs `glossary check` in a folder of its own. */
async function check(...args: string[]) {
  return checkBy(guideWith({ tables: { glossary: () => Promise.resolve(index) } }), ...args);
}

async function checkBy(guide: FieldGuide, ...args: string[]) {
  const output: string[] = [];
  const errors: string[] = [];
  const never = (): Promise<never> => Promise.reject(new Error('not asked for'));
  const code = await run(['glossary', ...args], {
    console: {
      readStandardInput: never,
      print: (line) => output.push(line.replaceAll(folder + path.sep, '').replaceAll('\\', '/')),
      printError: (line) => errors.push(line),
    },
    guide,
  });
  return { code, output, errors };
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

const entry = (term: string, rest = ''): string => `  - term: ${term}\n    definition: x\n${rest}`;

describe('glossary check', () => {
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'glossary-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('says nothing where nothing is wrong, related terms of ours and of folders above included', async () => {
    write({
      'a.glossary.yml': `terms:\n${entry('quay')}`,
      'b/b.glossary.yaml': `terms:\n${entry('berth', '    related: [quay, token]\n')}`,
      'b/other.yml': 'terms: x\n',
    });
    assert.deepEqual(await check('check', folder), { code: 0, output: [], errors: [] });
  });

  it('says that it failed at checking where the tables cannot be read', async () => {
    const broken = guideWith({ tables: { glossary: () => Promise.reject(new Error('no table')) } });
    write({ 'a.glossary.yml': `terms:\n${entry('quay')}` });
    const { code, errors } = await checkBy(broken, 'check', folder);
    assert.deepEqual([code, errors], [2, ['Checking failed: no table']]);
  });

  it('names file, line and column of each problem, and ends with 1', async () => {
    write({
      'a.glossary.yml': `terms:\n${entry('quay', '    related: [berth]\n    links: x\n')}`,
      'b/b.glossary.yml': `terms:\n${entry('berth')}`,
      'c.glossary.yml': 'terms: [\n',
      'd.glossary.yml': 'imports:\n  - b/b.glossary.yml\n  - none.yml\n',
    });
    const { code, output } = await check('check', folder);
    assert.equal(code, 1);
    assert.deepEqual(output.slice(0, 2), [
      'a.glossary.yml:4:15: There is no term "berth" here.',
      'a.glossary.yml:5:5: Unknown key "links". Valid keys: term, aliases, case, definition, why, example, related, deprecated, link.',
    ]);
    assert.match(output[2]!, /^c\.glossary\.yml:1:8: This bracket is not closed\. /);
    assert.deepEqual(output.slice(3), ['d.glossary.yml:3:5: There is no glossary none.yml in this workspace.']);
  });

  it('prints the same as JSON', async () => {
    write({ 'a.glossary.yml': `terms:\n${entry('quay', '    case: upper\n')}` });
    const { code, output } = await check('check', '--json', folder);
    assert.equal(code, 1);
    const [problem] = JSON.parse(output.join('\n')) as Record<string, unknown>[];
    assert.deepEqual(problem, {
      ...problem,
      line: 4,
      column: 11,
      severity: 'warning',
      message: 'upper is not one of any, exact.',
    });
  });

  it('tells of an address that is not loaded, which is no fault', async () => {
    write({ 'a.glossary.yml': 'imports:\n  - https://example.com/a.glossary.yml\n' });
    const { code, output } = await check('check', folder);
    assert.deepEqual([code, output.length], [0, 1]);
  });

  it('checks a file that is named, whatever its name is, and leaves out what git ignores', async () => {
    write({ '.gitignore': 'gone/\n', 'gone/a.glossary.yml': 'terms: x\n', 'words.yml': 'terms: x\n' });
    assert.deepEqual((await check('check', folder)).code, 0);
    assert.deepEqual((await check('check', path.join(folder, 'words.yml'))).code, 1);
  });

  it('ends with 2 where something cannot be read, or the command is wrong', async () => {
    const { code, errors } = await check('check', path.join(folder, 'none'));
    assert.deepEqual([code, errors.length], [2, 1]);
    assert.equal((await check('check')).code, 2);
    assert.equal((await check('list')).code, 2);
    assert.equal((await check('--help')).code, 0);
  });
});
