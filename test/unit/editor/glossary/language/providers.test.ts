import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';

describe('the language tooling of terms', () => {
  it('has no provider for renaming and symbols, whatever the settings: a term is no name in code', () => {
    const files = globSync('src/editor/glossary/**/*.ts');
    const registered = files.flatMap((file) => readFileSync(file, 'utf8').match(/\bregister\w+Provider\b/g) ?? []);
    assert.ok(registered.includes('registerDefinitionProvider'));
    assert.deepEqual(
      registered.filter((name) => /Rename|Symbol|Declaration|TypeDefinition|Implementation|CallHierarchy/.test(name)),
      [],
    );
  });
});
