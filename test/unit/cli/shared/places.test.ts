import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { InputError } from '../../../../src/cli/shared/commandLine';
import { folderOf } from '../../../../src/cli/shared/places';
import { nodeDisk } from '../../../../src/host/node/nodeDisk';
import { useTempFolder } from '../../../support/tempFolder';

describe('the folder of a command', () => {
  const temp = useTempFolder();
  const refused = (name: string, message: string): Promise<void> =>
    assert.rejects(folderOf(name), (error) => {
      assert.ok(error instanceof InputError, String(error));
      assert.equal(error.message, message);
      return true;
    });

  it('is one that is there', async () => {
    assert.equal(await folderOf(temp.path), temp.path);
    await refused('gone', 'Cannot read gone: there is no such folder.');
    await refused('', 'Cannot read "": there is no such folder.');
  });

  it('is refused where nobody may look into it: it would be taken for one in which nothing is wrong', async () => {
    // Whoever runs the tests may be allowed to read everything.
    mock.method(nodeDisk, 'list', () => Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' })));
    await refused(temp.path, `Cannot read ${temp.path}: EACCES.`).finally(() => mock.restoreAll());
  });
});
