import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../../src/cli/run';
import { trustingModel } from '../../support/trustingModel';
import { guideWith } from '../../support/fieldGuides';
import { index } from '../core/glossary/glossary';

let folder = '';

async function cli(...args: string[]) {
  const output: string[] = [];
  const errors: string[] = [];
  const never = (): Promise<never> => Promise.reject(new Error('not asked for'));
  const short = (line: string): string => line.replaceAll(folder + path.sep, '').replaceAll('\\', '/');
  const code = await run(args, {
    console: {
      readStandardInput: never,
      print: (line) => output.push(short(line)),
      printError: (line) => errors.push(short(line)),
    },
    guide: guideWith({
      tables: {
        glossary: () => Promise.resolve(index),
        terms: () => Promise.resolve({ index, sense: trustingModel }),
      },
    }),
  });
  return { code, output, errors };
}

/** Files below `workspace`. */
function write(files: Readonly<Record<string, string>>): string {
  const workspace = path.join(folder, 'workspace');
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(workspace, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return workspace;
}

const entry = (term: string, definition = 'x'): string => `  - term: ${term}\n    definition: ${definition}\n`;
/** The glossaries are texts, too: what stands in them is left out here. */
const inNotes = (lines: readonly string[]): string[] => lines.filter((line) => /\.md:/.test(line));
const ids = (lines: readonly string[]): string[] =>
  (JSON.parse(lines.join('\n')) as { file: string; id: string; written: string }[])
    .filter(({ file }) => file.endsWith('.md'))
    .map(({ id, written }) => `${written}: ${id}`);

describe('terms PATHS with glossaries of the workspace', () => {
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'own-terms-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('lists their terms in their folder and below, the nearest before those above and before ours', async () => {
    const workspace = write({
      '.git/HEAD': '',
      'port.glossary.yml': `terms:\n${entry('berth')}${entry('token')}`,
      'docs/inner.glossary.yaml': `terms:\n${entry('berth')}`,
      'a.md': 'A berth. One token.\n',
      'docs/b.md': 'A berth. One token.\n',
    });
    const all = await cli('terms', '--json', workspace);
    assert.equal(all.code, 0);
    assert.deepEqual(ids(all.output), [
      'berth: own:port.glossary.yml#berth',
      'token: own:port.glossary.yml#token',
      'berth: own:docs/inner.glossary.yaml#berth',
      'token: own:port.glossary.yml#token',
    ]);
    // Of one file, too: its workspace is the repository.
    const one = await cli('terms', '--json', path.join(workspace, 'docs/b.md'));
    assert.deepEqual(ids(one.output), [
      'berth: own:docs/inner.glossary.yaml#berth',
      'token: own:port.glossary.yml#token',
    ]);
  });

  it('knows imports, the paths of a context and the folder of Contextive, and leaves out what git ignores', async () => {
    const workspace = write({
      '.git/HEAD': '',
      '.gitignore': 'mine.glossary.yml\nbuilt/\n',
      'a.glossary.yml': `imports: [shared/words.yml]\ncontexts:\n  - paths: ["src/"]\n    terms:\n      - name: hold\n        definition: x\n`,
      'shared/words.yml': `terms:\n${entry('quay')}`,
      'mine.glossary.yml': `terms:\n${entry('crane')}`,
      'built/b.glossary.yml': `terms:\n${entry('crane')}`,
      '.contextive/definitions.yml': 'contexts:\n  - terms:\n      - name: ship\n        definition: x\n',
      'a.md': 'A quay, a hold, a crane, a ship.\n',
      'src/b.md': 'A quay, a hold.\n',
    });
    const { output, errors } = await cli('terms', workspace);
    assert.deepEqual(errors, []);
    assert.deepEqual(inNotes(output), [
      'workspace/a.md:1:3: quay (quay)',
      'workspace/a.md:1:28: ship (ship)',
      'workspace/src/b.md:1:3: quay (quay)',
      'workspace/src/b.md:1:11: hold (hold)',
    ]);
    const built = await cli('terms', write({ 'built/c.md': 'A crane.\n' }) + '/built/c.md');
    assert.deepEqual(built.output, []);
  });

  it('reads no glossary that is a link, whoever made the folder', async () => {
    writeFileSync(path.join(folder, 'secret.yml'), `terms:\n${entry('quay')}`);
    const workspace = write({
      '.git/HEAD': '',
      'b.glossary.yml': `terms:\n${entry('ship')}`,
      'a.md': 'A quay, a ship.\n',
    });
    symlinkSync(path.join(folder, 'secret.yml'), path.join(workspace, 'a.glossary.yml'));
    const { output } = await cli('terms', workspace);
    assert.deepEqual(inNotes(output), ['workspace/a.md:1:11: ship (ship)']);
  });

  it('says which glossary is broken, and lists the rest', async () => {
    const workspace = write({
      'a.glossary.yml': 'terms: [\n',
      'b.glossary.yml': `terms:\n${entry('quay')}`,
      'a.md': 'A quay.\n',
    });
    const { code, output, errors } = await cli('terms', workspace);
    assert.equal(code, 2);
    assert.deepEqual(inNotes(output), ['workspace/a.md:1:3: quay (quay)']);
    assert.match(errors.join('\n'), /^workspace\/a\.glossary\.yml:1:8: This bracket is not closed\. [^\n]*$/);
  });

  it('follows no import out of the workspace, by its path or by a link, and check says so', async function () {
    const workspace = write({
      'a.glossary.yml': 'imports: [../outside.yml, link.yml, folder/outside.yml, inside.yml]\n',
      'real.yml': `terms:\n${entry('quay')}`,
      'a.md': 'A crane on the quay.\n',
    });
    writeFileSync(path.join(folder, 'outside.yml'), `terms:\n${entry('crane')}`);
    symlinkSync(path.join(folder, 'outside.yml'), path.join(workspace, 'link.yml'));
    symlinkSync(folder, path.join(workspace, 'folder'));
    symlinkSync(path.join(workspace, 'real.yml'), path.join(workspace, 'inside.yml'));
    assert.deepEqual(inNotes((await cli('terms', workspace)).output), ['workspace/a.md:1:16: quay (quay)']);
    const checked = await cli('glossary', 'check', workspace);
    assert.equal(checked.code, 1);
    assert.deepEqual(
      checked.output.map((line) => /There is no glossary (\S+)/.exec(line)?.[1]),
      ['../outside.yml', 'link.yml', 'folder/outside.yml'],
    );
  });
});
