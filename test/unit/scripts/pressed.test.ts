import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { wasPressed } from '../../../scripts/vscode/pressed';

const timeout = (...log: string[]): Error =>
  new Error(['locator.click: Timeout 4000ms exceeded.', 'Call log:', ...log].join('\n'));

describe('a click whose time is over', () => {
  it('has reached the element where the button was pressed', () => {
    assert.ok(wasPressed(timeout('  - element is visible, enabled and stable', '  - performing click action')));
    assert.ok(
      wasPressed(timeout('  - retrying click action', '  - performing click action', '  - click action done')),
      'after a try that did not',
    );
  });

  it('has not where the element is not there, is covered, or something came in between', () => {
    assert.ok(!wasPressed(timeout("  - waiting for locator('button')")));
    assert.ok(!wasPressed(timeout('  - <div> intercepts pointer events', '  - retrying click action')));
    assert.ok(!wasPressed(timeout('  - performing click action', '  - <div> intercepts', '  - retrying click action')));
  });

  it('is told by words that the browser driver still logs', () => {
    const driver = path.dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'));
    const code = readFileSync(path.join(driver, 'lib/coreBundle.js'), 'utf8');
    for (const words of ['`  performing ${action.name} action`', 'retrying ${']) assert.ok(code.includes(words), words);
  });
});
