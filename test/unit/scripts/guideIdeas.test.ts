import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { parse } from 'yaml';
import { catalog } from '../../../generated/catalog';
import { glossary } from '../../../generated/glossary';
import { guide } from '../../../generated/guide';

const idea = { idea: v.string(), page: v.string() };
const schema = v.array(
  v.union([v.strictObject({ ...idea, term: v.string() }), v.strictObject({ ...idea, family: v.string() })]),
);
const ideas = v.parse(schema, parse(readFileSync('test/support/guideIdeas.yml', 'utf8')));

describe('what a newcomer has to hear of', () => {
  it('is told apart by its words', () => assert.equal(new Set(ideas.map(({ idea }) => idea)).size, ideas.length));

  for (const each of ideas) {
    const [kind, id, known] =
      'term' in each
        ? ['terms', each.term, glossary.some((term) => term.id === each.term)]
        : ['families', each.family, catalog.families.some((family) => family.id === each.family)];

    it(`has an entry, and a place in ${each.page}: ${each.idea}`, () => {
      assert.ok(known, `there is no entry "${id}"`);
      const page = guide.find((one) => one.id === each.page);
      assert.ok(page, `there is no page "${each.page}"`);
      assert.ok(page.markdown.includes(`](../${kind}/${id}.md)`), `${each.page} does not link to ${kind}/${id}`);
    });
  }
});
