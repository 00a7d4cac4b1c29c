import assert from 'node:assert/strict';
import { atOnce } from '../../../../../src/core/base/work';
import { decideAll } from '../../../../../src/core/glossary/sense/decide';
import { firstInSections, headingStarts, sectionsBy } from '../../../../../src/core/glossary/cards/termsInText';
import { trustingModel } from '../../../../support/trustingModel';
import { readTermText } from '../../../../../src/core/glossary/find/termText';
import { index } from '../glossary';

const text =
  'A token, a token.\n\n# One\n\n```sh\n# no heading\n```\n\nTokens, prompts, tokens.\n\n## Two\n\nA token.\n';

describe('the sections of a Markdown text', () => {
  it('begin at its headings, and not in fences', () => {
    assert.deepEqual(headingStarts(text), [text.indexOf('# One'), text.indexOf('## Two')]);
  });

  it('have each term once: the first', () => {
    const decisions = atOnce(decideAll(atOnce(readTermText(text, 'markdown')), { index, sense: trustingModel }));
    const sectionOf = sectionsBy(headingStarts(text));
    const first = firstInSections(decisions, ({ start }) => sectionOf(start));
    assert.deepEqual(
      first.map(({ start, end }) => [start, text.slice(start, end)]),
      [
        [2, 'token'],
        [text.indexOf('Tokens'), 'Tokens'],
        [text.indexOf('prompts'), 'prompts'],
        [text.lastIndexOf('token'), 'token'],
      ],
    );
  });
});
