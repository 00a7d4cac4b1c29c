import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../src/core/base/say';
import { linkTarget } from '../../../../src/core/pages/address';
import { cardAddress, modelCardOf, parameterCardOf, termCardOf } from '../../../../src/core/pages/cardPage';
import { pageText } from '../../../../src/core/pages/page';
import { index } from '../glossary/glossary';

const embedding = index.byId.get('embedding')!;

describe('the card of the view', () => {
  it('leads from a term to its related terms', () => {
    const text = pageText(termCardOf(embedding, index));
    const [, href = ''] = /Related: \[[^\]]+\]\(([^)]+)\)/.exec(text) ?? [];
    assert.deepEqual(linkTarget(cardAddress, href), {
      ...{ kind: 'page', place: { folder: 'terms', id: embedding.related[0] } },
    });
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
