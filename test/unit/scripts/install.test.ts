import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { poll } from '../../support/poll';

/** Imitation of npm, as far as an installation sees it. It writes for as long as it runs. */
const slowNpm = `
  const { mkdirSync, writeFileSync } = require('node:fs');
  setInterval(() => {
    mkdirSync('node_modules', { recursive: true });
    writeFileSync('node_modules/' + Date.now(), '');
  }, 5);
`;

describe('installing the test editor', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'install-'));
    mkdirSync(path.join(folder, 'manifest'));
    for (const name of ['package.json', 'package-lock.json']) writeFileSync(path.join(folder, 'manifest', name), '{}');
    mkdirSync(path.join(folder, 'work'));
    writeFileSync(path.join(folder, 'slowNpm.cjs'), slowNpm);
    writeFileSync(path.join(folder, 'quickNpm.cjs'), '');
  });
  afterEach(() => rmSync(folder, { recursive: true, maxRetries: 3 }));

  /** Another process that installs with the npm that is given. */
  function install(npm: string): ReturnType<typeof spawn> {
    const script = `
      import { installOnce } from '${pathToFileURL('scripts/vscode/npm.ts').href}';
      import { runScript } from '${pathToFileURL('scripts/vscode/paths.ts').href}';
      const manifestDir = ${JSON.stringify(path.join(folder, 'manifest'))};
      const nothing = () => undefined;
      await runScript(async () => {
        const installation = { name: 'vscode', manifestDir, layout: '', announce: nothing, finish: async () => undefined };
        await installOnce(installation, ${JSON.stringify(path.join(folder, 'work'))});
        return 0;
      });
    `;
    return spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
      env: { ...process.env, npm_execpath: path.join(folder, npm) },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  }

  const inWork = (): string[] => readdirSync(path.join(folder, 'work'));

  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    it(`leaves nothing behind after ${signal}, and says so`, async function () {
      if (process.platform === 'win32') this.skip(); // Only a console can send it there.
      const child = install('slowNpm.cjs');
      let said = '';
      child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
      const partial = path.join(folder, 'work', `vscode.partial-${child.pid ?? 0}`);
      await poll('npm to write', () => existsSync(path.join(partial, 'node_modules')));
      child.kill(signal);
      const [exitCode] = (await once(child, 'close')) as [number | null];
      assert.equal(exitCode, code, said);
      assert.deepEqual(inWork(), []);
      assert.match(said, /^The installation of vscode was interrupted\. Nothing of it is left/);
    });
  }

  it('removes what a killed installation left, and leaves one that is running alone', async () => {
    const gone = spawn(process.execPath, ['--eval', '']);
    await once(gone, 'close');
    mkdirSync(path.join(folder, 'work', `vscode.partial-${gone.pid ?? 0}`));
    mkdirSync(path.join(folder, 'work', `vscode.partial-${process.pid}`));
    const [exitCode] = (await once(install('quickNpm.cjs'), 'close')) as [number | null];
    assert.equal(exitCode, 0);
    assert.deepEqual(inWork().sort(), ['vscode', `vscode.partial-${process.pid}`]);
  });
});
