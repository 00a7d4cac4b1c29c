import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { useTempFolder } from '../support/tempFolder';

// What .oxlintrc.json refuses without types, tried out in a folder with a copy of it.

interface Report {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[];
}

const refused: readonly [rule: string, code: string][] = [
  ['eslint(max-lines)', 'void 0;\n'.repeat(300) + 'void 0;'],
  ['import(no-mutable-exports)', 'export let x = 1;\nx = 2;'],
  ['import(no-default-export)', 'export default 1;'],
  ['oxc(no-barrel-file)', "export * from './allowed';"],
  ['eslint(no-unused-vars)', 'export const x = (value: number, _other: number): number => value;'],
  ['eslint(no-unused-vars)', "const kinds = ['a', 'b'] as const;\nexport type Kind = (typeof kinds)[number];"],
  ['typescript(consistent-type-imports)', "import { X } from './allowed';\nexport const x: X = 1;"],
  ['typescript(no-explicit-any)', 'export const x: any = 1;'],
  ['typescript(ban-ts-comment)', '// @ts-expect-error no\nexport const x: string = 1;'],
];
const allowed = "import type { Y } from './other';\nexport type X = Y;\n" + 'void 0;\n'.repeat(298);

describe('oxlint', () => {
  const folder = useTempFolder();

  it('refuses what breaks a rule of .oxlintrc.json, and nothing else', () => {
    copyFileSync('.oxlintrc.json', path.join(folder.path, '.oxlintrc.json'));
    refused.forEach(([, code], i) => folder.write(`refused${i}.ts`, `${code}\n`));
    folder.write('allowed.ts', allowed);
    folder.write('other.ts', 'export type Y = number;\n');

    const oxlint = path.resolve('node_modules/oxlint/bin/oxlint');
    const { stdout } = spawnSync(process.execPath, [oxlint, '--format=json'], { cwd: folder.path, encoding: 'utf8' });
    const found = (JSON.parse(stdout) as Report).diagnostics.map(({ filename, code }) => `${filename}: ${code}`);
    assert.deepEqual(
      found.sort(),
      refused.map(([rule], i) => `refused${i}.ts: ${rule}`),
    );
  });
});
