import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import path from 'node:path';
import { addTo } from '../../src/core/base/maps';

/** File names that several folders have: starts of commands and of pages, and the words and calculations of lab stations. */
const parallel = ['run.ts', 'main.ts', 'station.ts', 'reading.ts'];

/** A file that is named after its folder is the entry of a subject: the editor and a page can each have one. */
const isEntry = (file: string): boolean => path.basename(path.dirname(file)) === path.basename(file, '.ts');

/** Names of more than one file, each with these files. */
function doubles(files: readonly string[]): string[] {
  const byName = new Map<string, string[]>();
  for (const file of files.filter((name) => !parallel.includes(path.basename(name)) && !isEntry(name))) {
    addTo(byName, path.basename(file), file);
  }
  return [...byName.values()].filter(({ length }) => length > 1).map((same) => same.join(', '));
}

describe('the files of src', () => {
  it('have each a name of its own, so that whoever goes to a file by its name finds one', () => {
    const files = globSync('src/**/*.ts');
    assert.ok(files.length > 1000);
    assert.deepEqual(doubles(files), []);
  });

  it('are noticed where two have one name, and not where a name says the same in each folder', () => {
    const [core, shared, card] = ['src/core/tables.ts', 'src/editor/shared/tables.ts', 'src/webview/card/main.ts'];
    assert.deepEqual(doubles([core, shared, card, 'src/webview/grid/main.ts']), [`${core}, ${shared}`]);
    assert.deepEqual(doubles(['src/editor/lab/lab.ts', 'src/webview/lab/lab.ts']), []);
  });
});
