import assert from 'node:assert/strict';
import { editorRuns } from '../../../scripts/vscode/editorRuns';
import { SetupError } from '../../../scripts/vscode/paths';
import type { Scenario } from '../../../scripts/vscode/scenarios';

describe('the editors that a run of the suites starts', () => {
  const scenario = (name: string, shares?: number): Scenario => ({
    name,
    folder: 'samples',
    trust: true,
    extension: 'folder',
    phases: [],
    ...(shares === undefined ? {} : { shares }),
  });
  const table = { usual: [scenario('main', 2), scenario('roots')], more: [scenario('deep')], whole: false };
  const namesOf = (names: string[], whole = false): string[] =>
    editorRuns(names, { ...table, whole }).map(({ name }) => name);

  it('are those of each usual scenario, with all its shares', () => {
    assert.deepEqual(namesOf([]), ['main-1', 'main-2', 'roots']);
  });

  it('are those that are named: scenarios of every kind, or one share', () => {
    assert.deepEqual(namesOf(['deep', 'main']), ['deep', 'main-1', 'main-2']);
    const [run] = editorRuns(['main-2'], table);
    assert.deepEqual(run?.share, { index: 1, of: 2 });
  });

  it('are one for each scenario where only a few tests are wanted', () => {
    assert.deepEqual(namesOf(['main'], true), ['main']);
    assert.deepEqual(namesOf(['main-2'], true), ['main-2']);
  });

  it('have names that are known', () => {
    assert.throws(
      () => namesOf(['man']),
      new SetupError('There is no scenario man. The scenarios are main, roots, deep.'),
    );
  });
});
