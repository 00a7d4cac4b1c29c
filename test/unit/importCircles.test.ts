import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** The relative imports of a file, of types too, as files. */
function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'));
  return importedFiles
    .filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => path.join(path.dirname(file), `${fileName}.ts`));
}

/** The first circle of imports, as the files along it, or nothing. */
function findCircle(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const visit = (file: string, from: readonly string[]): string[] => {
    if (from.includes(file)) return [...from.slice(from.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const next of imports.get(file) ?? []) {
      const circle = visit(next, [...from, file]);
      if (circle.length > 0) return circle;
    }
    done.add(file);
    return [];
  };
  for (const file of imports.keys()) {
    const circle = visit(file, []);
    if (circle.length > 0) return circle;
  }
  return [];
}

describe('the imports of src and scripts', () => {
  it('go in no circle, those of types neither', () => {
    const files = globSync('{src,scripts}/**/*.ts');
    const imports = new Map(files.map((file) => [file, importsOf(file)]));
    assert.ok([...imports.values()].flat().length > files.length);
    assert.deepEqual(findCircle(imports), []);
    imports.set('src/core/base/json.ts', ['src/core/chat/service.ts']);
    assert.equal(findCircle(imports).at(-1), findCircle(imports)[0]);
    assert.ok(findCircle(imports).includes('src/core/base/json.ts'));
  });
});
