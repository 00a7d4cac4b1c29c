import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { catalog } from '../../../generated/catalog';
import { guideWith } from '../../support/fieldGuides';
import { useTempFolder } from '../../support/tempFolder';
import { runPiped, runWords } from './runWords';

const guide = guideWith({
  files: { catalog: () => Promise.resolve(catalog) },
  counter: { count: (_encoding, text) => Promise.resolve({ tokens: text.length }) },
});

const compare = ['context', 'compare', '--base', 'HEAD'];

describe('the output of context compare', () => {
  const folder = useTempFolder();

  beforeEach(() => {
    folder.write('w/AGENTS.md', 'Be brief.');
    const git = (...args: readonly string[]): Buffer =>
      execFileSync('git', [
        '-C',
        path.join(folder.path, 'w'),
        '-c',
        'user.name=a',
        '-c',
        'user.email=a@b.org',
        ...args,
      ]);
    git('init', '-q');
    git('add', '-A');
    git('commit', '-q', '--no-verify', '-m', 'One');
  });

  it('is JSON for a script that asks for nothing else, and lines for people', async () => {
    const root = path.join(folder.path, 'w');
    const { code, output } = await runPiped(guide, ...compare, root);
    assert.equal(code, 0);
    const { schema, parts } = JSON.parse(output) as { readonly schema: unknown; readonly parts: unknown };
    assert.deepEqual([schema, parts], [1, []]);
    const { output: markdown } = await runPiped(guide, ...compare, '--markdown', '-', root);
    assert.match(markdown, /^## What coding agents read$/m);
    assert.match((await runWords(guide, ...compare, root)).output, /^0 new findings, 0 gone\.$/m);
  });

  it('is found out before the work to be one that cannot be written, or is named twice', async () => {
    const out = path.join(folder.path, 'out');
    const again = path.join(folder.path, 'w', '..', 'out');
    const twice = await runWords(guide, ...compare, '--json', out, '--markdown', again, path.join(folder.path, 'w'));
    assert.deepEqual([twice.code, existsSync(out)], [2, false]);
    assert.match(twice.errors, /take a file each/);
    const below = path.join(folder.path, 'w', 'AGENTS.md', 'a.json');
    const { code, errors } = await runWords(guide, ...compare, '--json', below, path.join(folder.path, 'w'));
    assert.equal(code, 2);
    assert.match(errors, /^Cannot write /);
  });
});
