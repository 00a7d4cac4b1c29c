import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { assertSameNames } from '../../../support/sameNames';
import { stringsOf } from '../../../support/stringsOf';

const text = readFileSync('package.json', 'utf8');
const words = v.parse(v.record(v.string(), v.string()), JSON.parse(readFileSync('package.nls.json', 'utf8')));

/** The fields that VS Code shows to people: https://code.visualstudio.com/api/references/contribution-points. */
const shownFields = [
  ...['displayName', 'title', 'shortTitle', 'category', 'contextualTitle', 'description', 'markdownDescription'],
  ...['enumDescriptions', 'markdownEnumDescriptions', 'enumItemLabels', 'deprecationMessage', 'errorMessage'],
  ...['markdownDeprecationMessage', 'patternErrorMessage'],
];

describe('the words of the manifest', () => {
  // A schema of a tool is read by models, in one language.
  const shownToPeople = (field: string, value: unknown): unknown => (field === 'inputSchema' ? undefined : value);
  const strings = [...stringsOf(JSON.parse(text, shownToPeople))];
  const keys = strings.flatMap((string) => /^%(.+)%$/.exec(string.text)?.[1] ?? []);

  it('all stand in package.nls.json, and are all used', () => {
    assertSameNames(['package.json', keys], ['package.nls.json', Object.keys(words)]);
  });

  it('stand nowhere in package.json itself', () => {
    const shown = strings.filter(({ field }) => shownFields.includes(field));
    assert.ok(shown.length > 50);
    const literal = shown.filter((string) => !/^%.+%$/.test(string.text)).map((string) => string.text);
    assert.deepEqual(
      literal,
      [],
      `write %key% in package.json, and in package.nls.json the words: ${literal.join(', ')}`,
    );
  });

  it('are not in the name of a view either', () => {
    const views = Object.values((JSON.parse(text) as { contributes: { views: object } }).contributes.views);
    const names = views.flatMap((view) => (view as { name: string }[]).map(({ name }) => name));
    for (const name of names) assert.match(name, /^%.+%$/);
  });

  it('call the extension by its name alone, which every notification shows as its source', () => {
    assert.equal(words.displayName, 'AI Field Guide');
    assert.equal(words.displayName, words.category);
  });

  it('are never empty', () => assert.ok(Object.values(words).every((word) => word.trim() !== '')));
});
