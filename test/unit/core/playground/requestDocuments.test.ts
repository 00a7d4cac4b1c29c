import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { readOutputSchema } from '../../../../src/core/chat/parameters/outputSchema';
import { readTools } from '../../../../src/core/chat/parameters/toolDefinitions';
import {
  documentAt,
  documentNames,
  documentPath,
  documentText,
  textIn,
} from '../../../../src/core/playground/requestDocuments';
import { emptyDraft } from '../../../../src/core/playground/session/sessionSchema';

const schemaFiles = ['json-schema', 'tools', 'tool-mocks'].map((name) => `${name}.schema.json`);
const contributed = new Ajv({
  strict: false,
  schemas: Object.fromEntries(
    schemaFiles.map((file) => [file, JSON.parse(readFileSync(`media/${file}`, 'utf8')) as object]),
  ),
});
const fits = (file: string, value: unknown): boolean => contributed.validate(file, value);
const fileOf = { tools: 'tools.schema.json', schema: 'json-schema.schema.json', mocks: 'tool-mocks.schema.json' };

describe('the documents of a draft', () => {
  it('have addresses that lead back to them', () => {
    for (const name of documentNames) {
      const place = { session: 'a-1', column: 'first', name };
      assert.deepEqual(documentAt(documentPath(place)), place);
    }
    for (const path of ['', '/', '/a/b', '/a/b/c.json', '/a/b/tools.json/x', 'a/b/tools.json', '//b/tools.json'])
      assert.equal(documentAt(path), undefined, path);
  });

  it('begin with what can be read, and what the contributed schemas take', () => {
    for (const name of documentNames) {
      const { field, sample, most } = documentText(name);
      assert.equal(textIn({ ...emptyDraft, [field]: sample }, name), sample);
      assert.ok(sample.length < most);
      assert.ok(fits(fileOf[name], JSON.parse(sample)), name);
    }
    const tools = readTools(documentText('tools').sample);
    assert.deepEqual('tools' in tools && tools.tools.map(({ name }) => name), ['get_weather']);
    const schema = readOutputSchema(documentText('schema').sample);
    assert.equal('schema' in schema && schema.schema?.name, 'answer');
  });

  it('have schemas that refuse what is wrong in them', () => {
    const { tools, schema, mocks } = fileOf;
    for (const right of [
      [{ name: 'a', input_schema: { type: 'object' } }],
      [{ type: 'function', name: 'a', parameters: { type: 'object' }, strict: true }],
    ])
      assert.ok(fits(tools, right));
    for (const wrong of [[{ type: 'function', function: {} }], [{ parameters: {} }], {}, [{ name: 'a b' }]])
      assert.ok(!fits(tools, wrong), JSON.stringify(wrong));
    assert.ok(fits(schema, { type: ['string', 'null'], prefixItems: [true], definitions: {}, $defs: {} }));
    for (const wrong of [{ type: 'strnig' }, { propertys: {} }, { properties: { a: { minimum: '1' } } }, []])
      assert.ok(!fits(schema, wrong), JSON.stringify(wrong));
    assert.ok(fits(mocks, { a: 'sunny', b: [1, 2], c: [{ arguments: { x: 1 }, result: {}, isError: true }] }));
    for (const wrong of [[], { a: [{ result: 1, argument: {} }] }, { a: [{ result: 1, isError: 'no' }] }])
      assert.ok(!fits(mocks, wrong), JSON.stringify(wrong));
  });
});
