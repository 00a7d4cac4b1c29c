import assert from 'node:assert/strict';
import { schemaSupport as table } from '../../../../generated/schemaSupport';
import { sayInEnglish } from '../../../../src/core/base/say';
import { checkAgainstSchema } from '../../../../src/core/schema/checkAgainstSchema';
import { keywords } from '../../../../src/core/schema/keywords';
import { mendSchema } from '../../../../src/core/schema/mendSchema';
import { stretchesIn } from '../../../../src/core/schema/schemaPlaces';
import { schemaProblems } from '../../../../src/core/schema/schemaProblems';
import { stateOf, supportAt } from '../../../../src/core/schema/schemaSupport';
import { ofSchemaSupport } from '../../../../src/core/chat/modelAbilities';
import { problemWords } from '../../../../src/core/schema/schemaWords';
import { presets } from '../../../../src/core/chat/providers/presets';

const at = (id: string) => table.find((support) => support.id === id)!;
type Schema = Readonly<Record<string, unknown>>;
const words = (schema: Schema, id: string): string[] =>
  schemaProblems(schema, at(id)).map(
    (problem) => `${problem.path.join('/')}: ${problemWords(problem, at(id).name, sayInEnglish)}`,
  );

describe('what providers do with schemas', () => {
  it('is said of each keyword by the list that has it, and of the others in one word', () => {
    assert.equal(keywords.length, 60);
    const support = {
      ...at('openai'),
      ...{ accepted: ['type'], ignored: ['not'], refused: ['if'], others: 'unknown' as const },
    };
    const states = ['type', 'not', 'if', 'then'].map((keyword) => stateOf(support, keyword));
    assert.deepEqual(states, ['accepted', 'ignored', 'refused', 'unknown']);
  });

  it('is that it takes no schema, where an answer can be held to JSON alone', () => {
    assert.deepEqual(ofSchemaSupport(at('deepseek')), [{ by: 'docs', can: { structured: false } }]);
    for (const support of [at('openai'), at('openrouter'), undefined]) assert.deepEqual(ofSchemaSupport(support), []);
  });

  it('is found by the host of an address, else by the preset', () => {
    const idOf = (host: string, preset?: string) => supportAt(table, { host, preset })?.id;
    assert.equal(idOf('api.openai.com'), 'openai');
    assert.equal(idOf('mine.openai.azure.com'), 'azure');
    assert.equal(idOf('mine.services.ai.azure.com', 'foundry-claude'), 'anthropic');
    assert.equal(idOf('localhost:8000', 'vllm'), 'vllm');
    assert.equal(idOf('API.OpenAI.com:443'), 'openai');
    assert.equal(idOf('evilapi.openai.com.example.com', 'custom'), undefined);
    assert.equal(idOf('notapi.x.ai', 'custom'), undefined);
    for (const { presets: named } of table) {
      for (const preset of named)
        assert.ok(
          presets.some(({ id }) => id === preset),
          preset,
        );
    }
  });
});

describe('the problems of a schema', () => {
  it('have no fix for "oneOf" beside "anyOf", of which one would take the place of the other', () => {
    const support = supportAt(table, { host: 'api.openai.com', preset: 'openai' })!;
    const fixOf = (more: object) =>
      schemaProblems({ type: 'object', oneOf: [{ required: ['a'] }], ...more }, support).find(
        (each) => each.kind === 'keyword' && each.keyword === 'oneOf',
      )?.fix;
    assert.equal(fixOf({}), 'anyOf');
    assert.equal(fixOf({ anyOf: [{}] }), undefined);
  });

  it('are told at their places, with what the provider does', () => {
    const schema = {
      type: 'object',
      properties: { a: { type: 'string', format: 'color' }, b: { oneOf: [{ type: 'string' }, { type: 'null' }] } },
      required: ['a'],
    };
    assert.deepEqual(words(schema, 'openai'), [
      ': OpenAI wants "additionalProperties": false in each object.',
      ': OpenAI wants all properties of an object in "required".',
      'properties/a/format: OpenAI refuses the format "color".',
      'properties/b/oneOf: OpenAI refuses "oneOf".',
    ]);
    assert.deepEqual(words(schema, 'google'), []);
    assert.deepEqual(words({ type: 'string', pattern: 'a' }, 'google'), ['pattern: Gemini ignores "pattern".']);
    const closed = { type: 'object', properties: {}, additionalProperties: false };
    assert.deepEqual(words({ ...closed, minProperties: 1 }, 'azure'), [
      'minProperties: Azure OpenAI refuses "minProperties".',
    ]);
    assert.deepEqual(words({ allOf: [{ type: 'string' }, { minLength: 1 }], not: { const: '' } }, 'xai'), [
      'not: xAI ignores "not".',
      'allOf: xAI does not hold an answer to several schemas of "allOf".',
    ]);
    assert.deepEqual(words({ type: 'array', items: { type: 'string' } }, 'openai'), [
      ': OpenAI wants an object as the whole answer, and no union.',
    ]);
    assert.deepEqual(words({ minimum: 1, maxProperties: 2 }, 'anthropic'), [
      'minimum: Anthropic refuses "minimum".',
      'maxProperties: It is not known what Anthropic does with "maxProperties".',
    ]);
    assert.deepEqual(words({ type: 'number', minimum: 1, pattern: 'a' }, 'llamacpp'), [
      ': llama.cpp keeps to bounds of whole numbers only: they are ignored here.',
      'pattern: llama.cpp takes patterns from ^ to $ only.',
    ]);
  });

  it('are none of names that look like keywords', () => {
    const schema = {
      type: 'object',
      properties: { oneOf: { enum: ['not', { if: 1 }] } },
      required: ['oneOf'],
      additionalProperties: false,
    };
    assert.deepEqual(words(schema, 'openai'), []);
    assert.deepEqual(words(schema, 'anthropic'), [
      'properties/oneOf: Anthropic takes no objects or lists as values of "enum" and "const".',
    ]);
  });

  it('are limits and circles, too', () => {
    const nested = (levels: number): Schema => ({
      type: 'object',
      properties: levels === 1 ? { end: { type: 'string' } } : { next: nested(levels - 1) },
      required: [levels === 1 ? 'end' : 'next'],
      additionalProperties: false,
    });
    assert.deepEqual(words(nested(10), 'openai'), []);
    assert.deepEqual(words(nested(11), 'openai'), [': OpenAI takes 10 levels of objects, and there are 11.']);
    const tree = { $ref: '#/$defs/node', $defs: { node: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] } } };
    assert.deepEqual(words(tree, 'anthropic'), [': Anthropic takes no schema that refers to itself.']);
    const twice = { anyOf: [{ $ref: '#/$defs/a' }, { $ref: '#/$defs/a' }], $defs: { a: { type: 'string' } } };
    assert.deepEqual(words(twice, 'anthropic'), []);
    assert.deepEqual(words({ enum: Array.from({ length: 1_001 }, (_, i) => i), type: 'object' }, 'openai').slice(-1), [
      ': OpenAI takes 1,000 values of "enum", and there are 1,001.',
    ]);
    const long = (values: number) => ({
      type: 'object',
      enum: Array.from({ length: values }, (_, i) => String(i).padStart(61, '0')),
    });
    assert.deepEqual(words(long(250), 'openai').slice(1), []);
    assert.deepEqual(words(long(251), 'openai').slice(1), [
      ': OpenAI takes 15,000 characters in a list of more than 250 values, and there are 15,311.',
    ]);
    const unions = (count: number) => ({
      anyOf: Array.from({ length: count - 1 }, () => ({ type: ['string', 'null'] })),
    });
    assert.deepEqual(words(unions(16), 'anthropic'), []);
    assert.deepEqual(words(unions(17), 'anthropic'), [': Anthropic takes 16 unions, and there are 17.']);
  });

  it('are a union as the whole answer, and circles by the older word for definitions', () => {
    const closed = { type: 'object', properties: {}, additionalProperties: false };
    assert.deepEqual(words({ ...closed, anyOf: [closed] }, 'openai'), [
      ': OpenAI wants an object as the whole answer, and no union.',
    ]);
    const tree = { $ref: '#/definitions/node', definitions: { node: { anyOf: [{ $ref: '#/definitions/node' }] } } };
    assert.deepEqual(words(tree, 'anthropic'), [': Anthropic takes no schema that refers to itself.']);
    // Nothing leads there.
    assert.deepEqual(words({ ...tree, $ref: undefined }, 'anthropic'), []);
  });

  it('have no fix for what refers to something, which would be lost', () => {
    const refused = { ...at('openai'), accepted: [], refused: ['$ref', 'not'] };
    const fixes = schemaProblems({ type: 'object', additionalProperties: false, $ref: '#/$defs/a', not: {} }, refused);
    assert.deepEqual(
      fixes.filter(({ severity }) => severity === 'refused').map(({ path, fix }) => `${path.join('/')} ${fix}`),
      ['$ref undefined', 'not drop'],
    );
  });

  it('are said by what stands in the table of the provider', () => {
    const rules = { formats: ['date'], otherFormats: 'ignored', closed: true, minItems: [2, 5] } as const;
    const made = { ...at('anthropic'), name: 'Made', rules: { ...rules, longEnum: 3, maxLongEnum: 4 } };
    const schema = { type: 'array', format: 'time', minItems: 1, enum: ['a', 'b', 'c', 'de'] };
    assert.deepEqual(
      schemaProblems(schema, made).map((problem) => problemWords(problem, made.name, sayInEnglish)),
      [
        'Made ignores the format "time".',
        'Made takes no other "minItems" than 2, 5.',
        'Made takes 4 characters in a list of more than 3 values, and there are 5.',
      ],
    );
  });

  it('are told of references: to a schema elsewhere, which is not loaded, and to itself, for which no anchor is taken', () => {
    const elsewhere = { type: 'object', properties: { a: { $ref: 'https://example.com/a.json' } } };
    for (const { id } of table.filter(({ takes }) => takes === 'schema')) {
      const place = 'properties/a/$ref: Nothing is loaded from https://example.com/a.json: ';
      assert.ok(
        words(elsewhere, id).some((each) => each.startsWith(place)),
        id,
      );
    }
    const refers = (address: string): boolean =>
      words({ type: 'object', properties: { a: { $ref: address } } }, 'anthropic').some((each) =>
        each.includes('refers to itself'),
      );
    assert.deepEqual(['#', '#/properties/a', '#here'].map(refers), [true, true, false]);
  });

  it('are told where a provider streams no answer that is held to one', () => {
    const schema = { type: 'object', properties: {}, required: [], additionalProperties: false };
    assert.match(words(schema, 'groq')[0] ?? '', /^: With a schema Groq streams no answer and calls no tools\./);
  });

  it('are mended in one go, each object once', () => {
    const names = Array.from({ length: 20_000 }, (_, i) => `p${i}`);
    const properties = Object.fromEntries(names.map((name) => [name, { type: 'string', minLength: 1 }]));
    const schema = { type: 'object', properties, required: names, additionalProperties: false };
    const problems = schemaProblems(schema, at('azure'));
    let copies = 0;
    const counted = new Proxy(properties, { ownKeys: (target) => ((copies += 1), Reflect.ownKeys(target)) });
    assert.ok(mendSchema({ ...schema, properties: counted }, problems));
    assert.ok(problems.length > 100 && copies === 1, `${problems.length} problems, ${copies} copies`);
  });

  it('are found with a bounded number of looks at the names that are required', () => {
    const names = Array.from({ length: 2_000 }, (_, i) => `p${i}`);
    let looks = 0;
    const required = new Proxy(names, {
      get: (list, key) => ((looks += 1), Reflect.get(list, key) as unknown),
    });
    const schema = { type: 'object', properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) };
    schemaProblems({ ...schema, required, additionalProperties: false }, at('azure'));
    assert.ok(looks > names.length && looks < 20 * names.length, `${looks} looks`);
  });

  it('are mended as far as that is possible, and what fitted before fits still', () => {
    const schema = {
      title: 'answer',
      type: 'object',
      properties: {
        kind: { oneOf: [{ const: 'a' }, { const: 'b' }] },
        tags: { type: 'array', items: { type: 'string', format: 'color' }, uniqueItems: true },
        note: { type: 'string', enum: ['x'] },
        inner: { type: 'object', properties: { n: { type: 'integer' } } },
      },
      required: ['kind'],
    };
    const mended = mendSchema(schema, schemaProblems(schema, at('openai')));
    assert.ok(mended);
    assert.deepEqual(schemaProblems(mended, at('openai')), []);
    assert.deepEqual(mended['required'], ['kind', 'tags', 'note', 'inner']);
    const fits = (value: unknown) => checkAgainstSchema(mended, value).state;
    assert.equal(fits({ kind: 'a', tags: ['red'], note: 'x', inner: { n: 1 } }), 'fits');
    assert.equal(fits({ kind: 'b', tags: null, note: null, inner: null }), 'fits');
    assert.equal(fits({ kind: 'c', tags: null, note: null, inner: null }), 'misfits');
    assert.deepEqual(Object.keys(mended), ['title', 'type', 'properties', 'required', 'additionalProperties']);
    assert.equal(mendSchema(mended, schemaProblems(mended, at('openai'))), undefined);
  });

  it('have their places in the text as it is written', () => {
    const text = '{\n  "type": "object",\n  "properties": { "a": { "oneOf": [] } }\n}\n';
    const place = stretchesIn(text);
    const shown = (path: (string | number)[]) => text.slice(place(path).start, place(path).end);
    assert.equal(shown(['properties', 'a', 'oneOf']), '"oneOf"');
    assert.equal(shown(['properties', 'a']), '"a"');
    assert.equal(shown([]), '{');
    assert.equal(shown(['gone']), '{');
    assert.deepEqual(stretchesIn('')(['a']), { start: 0, end: 1 });
  });
});
