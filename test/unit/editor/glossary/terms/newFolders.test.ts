import assert from 'node:assert/strict';
import { NewFolders } from '../../../../../src/editor/glossary/terms/newFolders';
import { FakeTimers, settled } from '../../../../fakes/editorEvents';

/** A workspace in which these places are folders. */
function workspaceWith(...folders: string[]) {
  const timers = new FakeTimers();
  const looked: string[] = [];
  let told = 0;
  const arrivals = new NewFolders<string>({
    isFolder: (place) => {
      looked.push(place);
      return Promise.resolve(folders.includes(place));
    },
    onFolder: () => {
      told++;
      return Promise.resolve();
    },
    failed: (error) => assert.fail(String(error)),
    later: timers.later,
  });
  const run = async (): Promise<void> => {
    await timers.run();
    await settled();
  };
  return { arrivals, run, looked, told: () => told };
}

describe('folders that come into the workspace', () => {
  it('are told of once it is quiet, also those with a dot in their name', async () => {
    const { arrivals, run, told } = workspaceWith('release/v1.2');
    arrivals.add('release/v1.2');
    assert.equal(told(), 0);
    await run();
    assert.equal(told(), 1);
  });

  it('are not taken for files, whatever those are called', async () => {
    const { arrivals, run, looked, told } = workspaceWith();
    for (const file of ['Makefile', 'a.ts']) arrivals.add(file);
    await run();
    assert.deepEqual(looked, ['Makefile', 'a.ts']);
    assert.equal(told(), 0);
  });

  it('are each looked at once', async () => {
    const { arrivals, run, looked } = workspaceWith('docs');
    arrivals.add('docs');
    await run();
    arrivals.add('a.ts');
    await run();
    assert.deepEqual(looked, ['docs', 'a.ts']);
  });

  it('are taken to be among very many that come at once, of which none is looked at', async () => {
    const { arrivals, run, looked, told } = workspaceWith();
    for (let i = 0; i < 5_000; i++) arrivals.add(`${i}.ts`);
    await run();
    assert.deepEqual(looked, []);
    assert.equal(told(), 1);
  });
});
