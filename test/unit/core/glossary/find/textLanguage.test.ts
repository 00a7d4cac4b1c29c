import assert from 'node:assert/strict';
import { textLanguageOf } from '../../../../../src/core/glossary/find/textLanguage';
import { languageRoot } from '../../../../../src/core/text/regions/grammars';

describe('the files in which terms are looked for', () => {
  it('are prose, code and config, by their full path or name alone', () => {
    const names = ['README.md', '/a/b.TXT', 'C:\\a\\b.py', 'c.ipynb', 'd.yaml', 'e.html', 'f.prompt', 'g.mdc', 'h.sql'];
    const languages = ['markdown', 'plaintext', 'python', 'ipynb', 'yaml', 'html', 'ai-prompt', 'markdown', 'sql'];
    assert.deepEqual(names.map(textLanguageOf), languages);
    for (const language of languages) assert.ok(languageRoot(language), language);
  });

  for (const name of ['package-lock.json', 'app.min.js', 'a.png', 'LICENSE']) {
    it(`leave out ${name}`, () => assert.equal(textLanguageOf(name), undefined));
  }
});
