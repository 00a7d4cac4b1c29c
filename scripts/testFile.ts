// Runs test files alone. `npm run test:file -- test/unit/core/base/numbers.test.ts [more files] [--grep TEXT]`
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { SetupError, root, runScript } from './vscode/paths';

/** The suite whose settings the file wants: the folder below test/. @throws SetupError */
function suiteOf(file: string): string {
  const [suite = ''] = path.relative(path.join(root, 'test'), path.resolve(file)).split(path.sep);
  if (!existsSync(file)) throw new SetupError(`There is no file ${file}.`);
  if (existsSync(path.join(root, 'test', suite, '.mocharc.json'))) return suite;
  throw new SetupError(
    suite === 'editor'
      ? 'These tests run in VS Code: npm run test:editor -- main --grep "words of the title".'
      : `${file} is in no folder of test/ that has a .mocharc.json.`,
  );
}

await runScript(() => {
  const args = process.argv.slice(2);
  const suites = new Set(args.filter((arg) => arg.endsWith('.ts')).map(suiteOf));
  const [suite] = suites;
  if (suite === undefined || suites.size > 1)
    throw new SetupError('Name one or more test files of one folder below test/.');
  const mocha = path.join(root, 'node_modules/mocha/bin/mocha.js');
  const config = path.join(root, 'test', suite, '.mocharc.json');
  const { status } = spawnSync(process.execPath, [mocha, '--config', config, ...args], { stdio: 'inherit' });
  return Promise.resolve(status ?? 1);
});
