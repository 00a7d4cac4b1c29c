import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mock } from 'node:test';
import { TooSlowError } from '../../../src/core/base/work';
import { nodeDisk } from '../../../src/host/node/nodeDisk';
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

  it('prints what it has found of a file when the two seconds are over, but for what comments leave out @deep', async () => {
    const line = 'client.chat.completions.create(model="gpt-4")';
    write('long.py', [`${line}  # ai-field-guide-ignore`, ...Array<string>(700).fill(line)].join('\n'));
    let now = 0;
    // Each look at the clock takes its time.
    mock.method(performance, 'now', () => (now += 0.05));
    const { code, errors, output } = await models(['check', folder]);
    assert.equal(code, 2);
    assert.match(
      errors,
      /^Cannot read all of \S+long\.py: it takes too long\. What was found until then is printed\.$/,
    );
    const places = output.split('\n').map((each) => /:(\d+):39: gpt-4 was retired/.exec(each)?.[1]);
    assert.ok(places.length < 700);
    assert.deepEqual(places.slice(0, 3), ['2', '3', '4']);
  });

  it('prints 1,000 findings of a file, first of all what breaks, and says that there are more', async () => {
    // However long it takes: the two seconds are not what is tried here.
    mock.method(performance, 'now', () => 0);
    const listed = [...Array(1_200).keys()].map((at) => `  "model": "gpt-99-${at}",`);
    write('many.json5', ['[{', ...listed, '}, {', '  "model": "gpt-4"', '}]'].join('\n'));
    const { code, errors, output } = await models(['check', folder]);
    assert.equal(code, 1);
    assert.match(errors, /^There are more than 1,000 findings in \S+many\.json5: the rest is left out\.$/);
    const lines = output.split('\n');
    assert.equal(lines.length, 1_000);
    assert.match(lines.at(-1) ?? '', /gpt-4 was retired.*\[warning\]$/);
  });
});
