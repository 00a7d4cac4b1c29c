import assert from 'node:assert/strict';
import { parseGlossary } from '../../../../../src/core/glossary/workspace/parseGlossary';
import { unknownRelated } from '../../../../../src/core/glossary/workspace/unknownRelated';
import { layersOf, merged } from './merged';

it('names under "related" are known by the forms of any term and by the ids of ours; others are told their place', () => {
  const text = [
    'terms:',
    '  - term: berth',
    '    definition: x',
    // `openai-compatible-api` is an id; `Pilots` the plural of an alias.
    '    related: [Pilots, openai-compatible-api, context windows, Haven]',
    '  - term: harbour pilot',
    '    definition: y',
    '    aliases: [pilot]',
  ].join('\n');
  const index = merged(layersOf(text));
  assert.ok(index.byId.has('openai-compatible-api') && !index.byKey.has('openai-compatible-api'));
  const [problem, ...others] = unknownRelated(parseGlossary(text).contexts, index);
  assert.deepEqual(others, []);
  assert.deepEqual(problem, {
    fault: { kind: 'unknownTerm', name: 'Haven' },
    ...{ line: 3, column: 62, endLine: 3, endColumn: 67 },
  });
});
