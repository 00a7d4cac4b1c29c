import assert from 'node:assert/strict';
import os from 'node:os';
import path from 'node:path';
import { cacheFolder } from '../../../../src/host/node/cacheFolder';

describe('the folder of caches', () => {
  it('is that of the user, or the one that is named for it', () => {
    const own = path.join(os.tmpdir(), 'own');
    assert.equal(cacheFolder({ XDG_CACHE_HOME: own }), own);
    // The specification leaves out paths that are not whole.
    assert.ok(path.isAbsolute(cacheFolder({ XDG_CACHE_HOME: 'own' })));
    assert.ok(cacheFolder({}).startsWith(os.homedir()));
  });
});
