import assert from 'node:assert/strict';
import { namesOf } from '../../../../../src/core/glossary/workspace/workspaceTerm';
import { createTermSearch } from '../../../../../src/core/search/termSearch';
import { layersOf, merged } from './merged';

const glossary = (aliases: string): string =>
  `terms:\n  - term: berth\n    aliases: [${aliases}]\n    definition: A place.\n`;

describe('the names of terms in lists', () => {
  const { terms } = merged([
    ...layersOf(glossary('mooring place'), 'a.glossary.yml'),
    ...layersOf(glossary('mooring place, quay place'), 'b/b.glossary.yml'),
  ]);

  it('are those that are written, also where another glossary has the word first', () => {
    const [, second] = terms;
    assert.deepEqual(namesOf(second!), ['berth', 'mooring place', 'quay place']);
    assert.deepEqual(
      createTermSearch(terms)('mooring place')
        .slice(0, 2)
        .map(({ id }) => id),
      ['own:a.glossary.yml#berth', 'own:b/b.glossary.yml#berth'],
    );
  });
});
