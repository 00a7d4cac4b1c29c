import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { addTo } from '../../src/core/base/maps';

/** File names that several folders have: starts of commands and of pages, and the words and calculations of lab stations. */
const parallel = ['run.ts', 'main.ts', 'station.ts', 'reading.ts'];

/** A file that is named after its folder is the entry of a subject: the editor and a page can each have one. */
const isEntry = (file: string): boolean => path.basename(path.dirname(file)) === path.basename(file, '.ts');

/** Two languages of templates whose trees are alike, so that their parts are called alike. */
const alike = ['src/core/prompts/template/handlebarsTree.ts', 'src/core/prompts/template/nunjucksNodes.ts'];

const typesIn = (code: string): string[] =>
  [...code.matchAll(/^export (?:abstract )?(?:interface|type|class) (\w+)/gm)].map(([, name = '']) => name);

/** Returns the files of each name that more than one file has. */
const doubles = (files: ReadonlyMap<string, readonly string[]>): string[] =>
  [...files.values()].filter(({ length }) => length > 1).map((same) => same.join(', '));

/** Returns the files by their names, except for names that say the same in each folder. */
function byName(files: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const file of files.filter((name) => !parallel.includes(path.basename(name)) && !isEntry(name))) {
    addTo(found, path.basename(file), file);
  }
  return found;
}

describe('the files of src', () => {
  it('have each a name of its own, so that whoever goes to a file by its name finds one', () => {
    const files = globSync('src/**/*.ts');
    assert.ok(files.length > 1000);
    assert.deepEqual(doubles(byName(files)), []);
  });

  it('are noticed where two have one name, and not where a name says the same in each folder', () => {
    const [core, shared, card] = ['src/core/tables.ts', 'src/editor/shared/tables.ts', 'src/webview/card/main.ts'];
    assert.deepEqual(doubles(byName([core, shared, card, 'src/webview/grid/main.ts'])), [`${core}, ${shared}`]);
    assert.deepEqual(doubles(byName(['src/editor/lab/lab.ts', 'src/webview/lab/lab.ts'])), []);
  });

  it('export no type of a name that another file exports', () => {
    const found = new Map<string, string[]>();
    for (const file of globSync('src/**/*.ts').filter((name) => !alike.includes(name))) {
      for (const type of typesIn(readFileSync(file, 'utf8'))) addTo(found, type, `${type} in ${file}`);
    }
    assert.ok(found.size > 1000);
    assert.deepEqual(doubles(found), []);
    assert.deepEqual(typesIn('export interface Piece {}\nexport abstract class Part {}\ninterface Own {}\n'), [
      'Piece',
      'Part',
    ]);
  });
});
