import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mock } from 'node:test';
import { TooSlowError } from '../../../src/core/base/work';
import { nodeDisk } from '../../../src/host/node/disk';
import { host } from '../../../src/host/node/host';
import { models } from './modelsRun';

describe('models check, in a folder of strangers', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'models-'));
  });
  afterEach(() => {
    mock.restoreAll();
    rmSync(folder, { recursive: true });
  });
  const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);

  it('does not read a config that is very long, and goes on', async () => {
    write('ai-field-guide.yml', `# ${'x'.repeat(256 * 1024)}`);
    write('a.ts', `ask({ model: 'gpt-4' });`);
    const { code, errors, output } = await models(['check', folder]);
    assert.equal(code, 2);
    assert.match(errors, /^Cannot read \S+ai-field-guide\.yml: it has more than 256 KB\.$/);
    assert.match(output, /gpt-4 was retired/);
  });

  it('gives up a file and a config that take longer than two seconds, and goes on', async () => {
    write('ai-field-guide.yml', `a: 1\n`);
    write('a.ts', `ask({ model: 'gpt-4' });`);
    write('slow.ts', `ask({ model: 'gpt-4' });`);
    let now = performance.now();
    const clock = mock.method(performance, 'now', () => now);
    const original = nodeDisk.read.bind(nodeDisk);
    // As if hours went by while it is looked through.
    mock.method(nodeDisk, 'read', (...args: Parameters<typeof original>) => {
      clock.mock.mockImplementation(args[0].endsWith('slow.ts') ? () => (now += 3_000) : () => now);
      return original(...args);
    });
    const endless = mock.method(host, 'withinLimit', () => {
      throw new TooSlowError();
    });
    const { code, errors, output } = await models(['check', folder]);
    assert.deepEqual([code, endless.mock.callCount()], [2, 1]);
    assert.deepEqual(
      errors.split('\n').map((line) => line.replace(/^Cannot read .*[/\\]/, '')),
      ['ai-field-guide.yml: it takes too long.', 'slow.ts: it takes too long.'],
    );
    assert.match(output, /^\S+a\.ts:1:15: gpt-4 was retired[^\n]*$/);
  });
});
