import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { languageOfFile } from '../../../../../src/core/text/languageOfFile';
import { idsIn } from './idsIn';

const modules = path.resolve(import.meta.dirname, '../../../../../node_modules');
/** Packages of the lockfile that have nothing to do with models, in several languages of code and config. */
const packages = [
  'eslint',
  'mocha',
  'lit',
  'marked',
  'jszip',
  'fast-check',
  'globals',
  'ajv',
  'yaml',
  'valibot',
  '@types/node',
];
/** Bytes. Longer ones are bundles, which say what their sources say. */
const longest = 100_000;

describe('code that has nothing to do with models', () => {
  it('holds no id, in a thousand files of packages', async () => {
    let files = 0;
    for (const name of packages) {
      for (const file of globSync('**/*', { cwd: path.join(modules, name) })) {
        const languageId = languageOfFile(file);
        if (languageId === undefined || !path.extname(file)) continue;
        const text = readFileSync(path.join(modules, name, file), 'utf8');
        if (text.length > longest) continue;
        files++;
        assert.deepEqual(
          (await idsIn(languageId, text)).map(({ written }) => written),
          [],
          `${name}/${file}`,
        );
      }
    }
    assert.ok(files >= 1_000, `${files} files`);
  });
});
