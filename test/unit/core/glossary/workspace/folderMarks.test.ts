import assert from 'node:assert/strict';
import fc from 'fast-check';
import { folderMarks } from '../../../../../src/core/glossary/workspace/glossaryFolders';

describe('the marks of workspace folders', () => {
  it('are the names of all but the first, whose terms keep their ids when folders are added', () => {
    assert.deepEqual(folderMarks([]), []);
    assert.deepEqual(folderMarks(['harbour']), ['']);
    assert.deepEqual(folderMarks(['harbour', 'town', 'sea']), ['', 'town//', 'sea//']);
  });

  it('count folders of one name', () => {
    assert.deepEqual(folderMarks(['app', 'app', 'app']), ['', 'app//', 'app~2//']);
    assert.deepEqual(folderMarks(['x', 'app', 'app', 'app~2']), ['', 'app//', 'app~2//', 'app~2~2//']);
  });

  it('make one path of each folder another one, whatever the folders are called', () => {
    const name = fc.array(fc.constantFrom('a', 'b', '~2', '/', ' '), { maxLength: 4 }).map((parts) => parts.join(''));
    const file = fc
      .array(fc.constantFrom('a', 'b', '~2'), { minLength: 1, maxLength: 3 })
      .map((parts) => parts.join('/'));
    fc.assert(
      fc.property(fc.array(name, { maxLength: 6 }), fc.uniqueArray(file, { maxLength: 6 }), (names, files) => {
        const paths = folderMarks(names).flatMap((mark) => files.map((each) => `${mark}${each}`));
        assert.equal(new Set(paths).size, paths.length);
      }),
    );
  });
});
