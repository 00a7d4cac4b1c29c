import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkPocket, driftWords } from '../../../../scripts/pocketDrift';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const patterns = ['data/guide/*.md'];
const drifted = ['a.md', 'b.md', 'c.md', 'd.md', 'e.md'];

describe('what has changed since the built-in model was trained', () => {
  let root = '';
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'pocket-drift-'));
    write('data/pocket/pocket.bin', 'weights');
    for (const name of ['one', 'two']) write(`data/guide/${name}.md`, name);
    const sources = Object.fromEntries(
      ['one', 'two'].map((name) => [`data/guide/${name}.md`, sha256(name).slice(0, 16)]),
    );
    write('data/pocket/training.json', JSON.stringify({ sha256: sha256('weights'), sources, seed: 2 }));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('is nothing where all is as it was', () => {
    assert.deepEqual(checkPocket(root, patterns), { drifted: [], isRecorded: true });
  });

  it('is a file that changed, one that came and one that went', () => {
    write('data/guide/one.md', 'another');
    write('data/guide/three.md', 'three');
    rmSync(path.join(root, 'data/guide/two.md'));
    const { drifted: files, isRecorded } = checkPocket(root, patterns);
    assert.deepEqual(files, ['data/guide/one.md', 'data/guide/three.md', 'data/guide/two.md']);
    assert.equal(isRecorded, true);
  });

  it('is told apart from weights that are not those of the record', () => {
    write('data/pocket/pocket.bin', 'other weights');
    assert.deepEqual(checkPocket(root, patterns), { drifted: [], isRecorded: false });
  });

  it('is said in one line: how many files, the first three, and how to train it again', () => {
    const said = driftWords(drifted, false);
    assert.equal(said.split('\n').length, 1);
    assert.match(said, /^5 files .*\(a\.md, b\.md, c\.md and 2 more: -- --all\)\..*scripts\/pocket\/train\.py$/);
    assert.match(driftWords(['a.md'], false), /^1 file has .*\(a\.md\)\./);
    assert.doesNotMatch(driftWords([], false), /train\.py/);
  });

  it('is said file by file where all are asked for', () => {
    const lines = driftWords(drifted, true).split('\n');
    for (const file of drifted) assert.ok(lines.includes(file), file);
    assert.match(lines.at(-1) ?? '', /train\.py/);
  });
});
