import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DataError } from '../../../scripts/tables/dataFile';
import { readTables } from '../../../scripts/tables';

export const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** A copy of data/ for the suite that calls this, to be spoilt: each test finds it whole. */
export class DataCopy {
  private root = '';
  private readonly spoilt = new Set<string>();

  constructor() {
    before(() => {
      this.root = mkdtempSync(path.join(tmpdir(), 'tables-'));
      cpSync('data', this.folder, { recursive: true });
    });
    afterEach(() => {
      for (const file of this.spoilt) this.restore(file);
      this.spoilt.clear();
    });
    after(() => rmSync(this.root, { recursive: true }));
  }

  get folder(): string {
    return path.join(this.root, 'data');
  }

  read(file: string): string {
    return readFileSync(path.join(this.folder, file), 'utf8');
  }

  write(file: string, text: string): void {
    this.spoilt.add(file);
    writeFileSync(path.join(this.folder, file), text);
  }

  /** As it is in data/, or not there. */
  restore(file: string): void {
    const original = path.join('data', file);
    if (existsSync(original)) cpSync(original, path.join(this.folder, file));
    else rmSync(path.join(this.folder, file));
  }

  /** Replaces the first `from` after `after`. @returns the line that it stands on. */
  change(file: string, after: string, from: string | RegExp, to: string): number {
    const text = this.read(file);
    const start = text.indexOf(after);
    assert.ok(start >= 0, `${file} has no ${after}`);
    const rest = text.slice(start);
    const at = typeof from === 'string' ? rest.indexOf(from) : rest.search(from);
    assert.ok(at >= 0, `${file} has no ${String(from)} after ${after}`);
    this.write(file, text.slice(0, start) + rest.replace(from, () => to));
    return lineOf(text, start + at);
  }

  append(file: string, entry: string): number {
    const text = this.read(file);
    this.write(file, `${text}${entry}\n`);
    return lineOf(text, text.length);
  }

  /** The build takes it. */
  passes(): void {
    readTables(this.folder);
  }

  /** The build stops, and says where and why. */
  failsAt(file: string, line: number, reason: RegExp): void {
    assert.throws(
      () => readTables(this.folder),
      (error) => {
        assert.ok(error instanceof DataError, String(error));
        const [name, at] = error.message.split(':');
        assert.equal(name?.replaceAll('\\', '/'), `data/${file}`, error.message);
        assert.equal(Number(at), line, error.message);
        assert.match(error.message, reason);
        return true;
      },
    );
  }
}
