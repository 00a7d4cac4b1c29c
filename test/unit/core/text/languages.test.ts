import assert from 'node:assert/strict';
import { atOnce } from '../../../../src/core/base/work';
import { textLines } from '../../../../src/core/text/document';
import { holdsCalls, idOfLanguage, languageOf, languages, wordsOf } from '../../../../src/core/text/languages';
import { languageOfAnyFile } from '../../../../src/core/text/languageOfFile';
import { languageRoot } from '../../../../src/core/text/regions/grammars';
import { Regions } from '../../../../src/core/text/regions/regions';

const all = [...languages];

/** Returns the kind of the region at a column of a line of code. `undefined`: there is none. */
function kindAt(languageId: string, line: string, column: number): string | undefined {
  const regions = new Regions(languageId, textLines(line));
  atOnce(regions.prepare());
  return regions.at(0, column)?.kind;
}

describe('the table of languages', () => {
  for (const [id, language] of all) {
    it(`is complete for ${id}`, () => {
      const { grammar, names, endings, fileNames, plainFiles = [], ids, config, calls, quote = "'" } = language;
      if (grammar === 'none') assert.equal(languageRoot(id), undefined);
      else assert.ok(languageRoot(id), 'it has no grammar');
      if (grammar !== undefined && grammar !== 'none')
        assert.equal(languageOf(grammar).grammar, undefined, `${grammar} has no grammar of its own`);
      for (const list of [names, endings, fileNames]) assert.equal(wordsOf(list).join(' '), list ?? '');
      // Written as a file has it behind its last dot, in small letters, for names of files are read so.
      const files = [...wordsOf(endings).map((ending) => `Name.${ending}`), ...wordsOf(fileNames)];
      for (const file of files)
        assert.equal(languageOfAnyFile(`folder/${file.replace('*', 'any')}`), id, `${file} is no file of it`);
      if (config) assert.notEqual(ids, 'nowhere');
      for (const pattern of plainFiles)
        assert.equal(languageOfAnyFile(pattern.replace('**/', 'folder/').replace('*', 'name')), id);
      if (calls && !language.hostsCalls) assert.equal(kindAt(id, `x = ${quote}id${quote}`, 6), 'string');
    });
  }

  it('knows each ending, each name of a file and each other name once', () => {
    const given = (of: 'endings' | 'fileNames' | 'names') => all.flatMap(([, language]) => wordsOf(language[of]));
    for (const list of [given('endings'), given('fileNames'), [...given('names'), ...languages.keys()]])
      assert.deepEqual(
        list.filter((word, i) => list.indexOf(word) < i),
        [],
      );
  });

  it('finds a language by its other names', () => {
    assert.deepEqual(
      ['c#', 'F#', 'c++', 'bash', 'python', 'brainfuck'].map((name) => idOfLanguage(name.toLowerCase())),
      ['csharp', 'fsharp', 'cpp', 'shellscript', 'python', 'brainfuck'],
    );
  });

  it('says nothing of what is no language', () => {
    for (const name of ['constructor', 'toString', '__proto__', '']) {
      assert.deepEqual(languageOf(name), {});
      assert.equal(holdsCalls(languageOf(name)), false);
      assert.equal(languageOfAnyFile(`a.${name}`), undefined);
    }
  });
});
