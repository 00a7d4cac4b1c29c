import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import * as v from 'valibot';
import { parse } from 'yaml';
import { glossaryKeys, limits } from '../../../../../src/core/glossary/workspace/glossaryFile';
import { parseGlossary } from '../../../../../src/core/glossary/workspace/parseGlossary';
import { termCard } from '../../../../../src/core/glossary/cards/card';
import { assertSameNames } from '../../../../support/sameNames';
import { layersOf, merged } from './merged';

const propertiesSchema = v.looseObject({
  properties: v.record(
    v.string(),
    v.looseObject({ enum: v.optional(v.array(v.string())), $ref: v.optional(v.string()) }),
  ),
});
const schemaFile = v.object({
  definitions: v.looseObject({
    ...{ ours: propertiesSchema, term: propertiesSchema, contextive: propertiesSchema, context: propertiesSchema },
    ...{ contextiveTerm: propertiesSchema, name: v.looseObject({ maxLength: v.number() }) },
    text: v.looseObject({ maxLength: v.number() }),
  }),
});
const schema: object = v.parse(v.looseObject({}), JSON.parse(readFileSync('media/glossary.schema.json', 'utf8')));
const { definitions } = v.parse(schemaFile, schema);
const isValid = new Ajv({ allowUnionTypes: true }).compile(schema);
const deprecated = v.parse(propertiesSchema, definitions.term.properties['deprecated']);

describe('media/glossary.schema.json', () => {
  for (const [name, { properties }] of Object.entries({
    ...{ ours: definitions.ours, term: definitions.term, contextive: definitions.contextive },
    ...{ context: definitions.context, contextiveTerm: definitions.contextiveTerm, deprecated },
  }) as [keyof typeof glossaryKeys, { properties: Record<string, unknown> }][]) {
    it(`has the keys of ${name} that are read`, () =>
      assertSameNames(['media/glossary.schema.json', Object.keys(properties)], ['glossaryKeys', glossaryKeys[name]]));
  }

  for (const file of [
    'samples/glossary/harbour',
    'test/support/glossaries/billing',
    'test/support/glossaries/harbour',
  ]) {
    it(`finds nothing wrong in ${file}.glossary.yml`, () =>
      assert.ok(isValid(parse(readFileSync(`${file}.glossary.yml`, 'utf8'))), JSON.stringify(isValid.errors)));
  }

  for (const wrong of [
    'terms: x',
    'terms: [{term: a}]',
    'terms: [{term: a, definition: x, links: y}]',
    'contexts: [{terms: [{}]}]',
  ]) {
    it(`finds something wrong in ${wrong}, as the parser does`, () => {
      assert.equal(isValid(parse(wrong)), false);
      assert.ok(parseGlossary(wrong).problems.length > 0);
    });
  }

  it('has the lengths that are read', () => {
    assert.deepEqual([definitions.name.maxLength, definitions.text.maxLength], [limits.name, limits.text]);
  });

  it('has the cases that are read', () => {
    for (const value of definitions.term.properties['case']?.enum ?? []) {
      const text = `terms:\n  - {term: a, definition: x, case: ${value}}\n`;
      assert.deepEqual(parseGlossary(text).problems, []);
    }
  });
});

describe('samples/glossary/harbour.glossary.yml', () => {
  const { contexts, problems } = parseGlossary(readFileSync('samples/glossary/harbour.glossary.yml', 'utf8'));
  it('has nothing wrong in it, and shows each key', () => {
    assert.deepEqual(problems, []);
    const text = readFileSync('samples/glossary/harbour.glossary.yml', 'utf8');
    const lacks = [...glossaryKeys.term, ...glossaryKeys.deprecated].filter((key) => !text.includes(`${key}:`));
    assert.deepEqual(lacks, [], `the sample shows no ${lacks.join(', ')}: give a term of it one`);
    assert.ok(contexts[0]!.terms.length >= 5);
  });
});

describe('each key of a term', () => {
  const written: Readonly<Record<(typeof glossaryKeys.term)[number], string>> = {
    ...{ term: 'berth', aliases: '[pier]', case: 'exact', definition: 'x', why: 'y', example: 'z' },
    ...{ related: '[token]', deprecated: '{use: quay}', link: 'https://example.com/' },
  };
  const text = (without?: string): string => {
    const entries = Object.entries(written).filter(([key]) => key !== without);
    return `terms:\n  - {${entries.map(([key, value]) => `${key}: ${value}`).join(', ')}}\n`;
  };
  const cardOf = (glossary: string): string => {
    const index = merged(layersOf(glossary));
    return termCard(index.terms[0]!, index, (id) => id);
  };

  // Places change with every key that is left out.
  const termOf = (glossary: string): object => ({ ...parseGlossary(glossary).contexts[0]!.terms[0]!, relatedAt: [] });

  // Names are found, and not shown: aliases and their capitals.
  const found = ['aliases', 'case'];
  for (const key of glossaryKeys.term.filter((each) => each !== 'term')) {
    it(`is read by parseGlossary.ts: ${key}`, () => assert.notDeepEqual(termOf(text(key)), termOf(text())));
    if (found.includes(key)) continue;
    it(`is shown by ownCard.ts: ${key}`, () => assert.notEqual(cardOf(text(key)), cardOf(text())));
  }
});
