import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../src/core/base/say';
import { linkTarget } from '../../../../src/core/pages/address';
import {
  cardAddress,
  modelCardOf,
  parameterCardOf,
  termCardOf,
  termIdOfLink,
} from '../../../../src/core/pages/cardPage';
import { pageText } from '../../../../src/core/pages/page';
import { index } from '../glossary/glossary';
import { layersOf, merged } from '../glossary/workspace/merged';

const embedding = index.byId.get('embedding')!;

describe('the card of the view', () => {
  it('leads from a term to its related terms', () => {
    const text = pageText(termCardOf(embedding, index));
    const [, href = ''] = /Related: \[[^\]]+\]\(([^)]+)\)/.exec(text) ?? [];
    assert.deepEqual(linkTarget(cardAddress, href), {
      ...{ kind: 'page', place: { folder: 'terms', id: embedding.related[0] } },
    });
  });

  it('leads from a term of the workspace to its glossary, and to what it is related to', () => {
    const text =
      'terms:\n  - term: Mooring (old)\n    definition: A.\n    related: [Café 100%]\n  - term: Café 100%\n    definition: B.\n';
    const own = merged(layersOf(text, 'the docs/a+b~c.glossary.yml'));
    const term = own.terms.find((each) => each.term === 'Mooring (old)')!;
    const hrefs = [...pageText(termCardOf(term, own)).matchAll(/\]\(([^)]+\.md)\)/g)].map(([, href = '']) => href);
    const led = hrefs.map((href) => {
      const target = linkTarget(cardAddress, href);
      return target?.kind === 'page' ? termIdOfLink(target.place.id) : href;
    });
    assert.deepEqual(led, [term.related[0], term.id]);
  });

  it('takes no link apart that is not its own', () => {
    for (const id of ['token', 'own+3A+', 'own+3A+E0+A4', 'a+b']) assert.equal(termIdOfLink(id), id);
  });

  it('is that of a model with its buttons, and the term at the same place is a line of it', () => {
    const parts = { name: 'Maker \\[1\\]', beside: ['`maker-1`', ''], lines: ['Current.'] };
    const page = modelCardOf(parts, { id: 'maker-1', name: 'Maker [1]' }, embedding, sayInEnglish);
    assert.equal(pageText(page), '# Maker \\[1\\]\n\n`maker-1`\n\nCurrent.\n\nTerm: [embedding](embedding.md)\n');
    assert.deepEqual(page.blocks.at(-1), { type: 'modelActions', modelId: 'maker-1', name: 'Maker [1]' });
    assert.equal(modelCardOf(parts, undefined, undefined, sayInEnglish).blocks.length, 1);
  });

  it('is none of a parameter of which nothing is known', () => {
    assert.equal(parameterCardOf([], undefined, sayInEnglish), undefined);
  });
});
