import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isEveryday } from '../../../../../src/core/code/ids/standsAsId';
import { catalog, idsIn, lifecycle, names } from './idsIn';

const own = [
  ...catalog.models.flatMap(({ id, aliases = [] }) => [id, ...aliases]),
  ...lifecycle.models
    .filter(({ surface }) => surface === undefined)
    .flatMap(({ id, aliases = [] }) => [id, ...aliases]),
];
/** A host may have others besides. */
const known = new Set(
  [...own, ...lifecycle.models.flatMap(({ id, aliases = [] }) => [id, ...aliases])].map((id) => id.toLowerCase()),
);
/** As the makers' APIs take them. */
const ids = [...new Set(own)].filter((id) => /^[\w.:-]+$/.test(id));
const hosted = lifecycle.models.filter(({ surface }) => surface === 'bedrock' || surface === 'vertex');

/** `%` stands for the id. */
const forms: [form: string, languageId: string, text: string][] = [
  ['an argument of TypeScript', 'typescript', `ask({ model: '%', input });`],
  ['an argument of Python', 'python', `ask(model="%")`],
  ['a call of Go', 'go', 'req := Request{Model: "%"}'],
  ['a call of Java', 'java', 'builder.model("%").build();'],
  ['a property of C#', 'csharp', 'var client = new ChatClient(model: "%", key);'],
  ['a value of JSON', 'json', '{ "model": "%" }'],
  ['a key of JSON', 'json', '{ "models": { "%": 1 } }'],
  ['a value of YAML', 'yaml', 'model: % # why'],
  ['an item of YAML', 'yaml', 'models:\n  - %\n'],
  ['a variable', 'dotenv', 'OPENAI_MODEL=%'],
  ['a value of TOML', 'toml', "model = '%'"],
  ['an option of a shell', 'shellscript', 'llm --model % "hello"'],
];

describe('every id and alias of the tables', () => {
  for (const [form, languageId, text] of forms) {
    it(`is found as ${form}`, async () => {
      // `o3` and `command` mean other things where their own line does not speak of models.
      for (const id of /model"?\s*[:=]?\s*["']?%/i.test(text) ? ids : ids.filter((each) => !isEveryday(each))) {
        const written = text.replace('%', () => id);
        const found = await idsIn(languageId, written);
        assert.deepEqual(
          found.map((each) => [each.written, each.named !== undefined]),
          [[id, true]],
          written,
        );
      }
    });
  }

  it('is found by what Bedrock and Vertex call it', async () => {
    assert.ok(hosted.length > 20);
    for (const { id, surface } of hosted) {
      const client = surface === 'bedrock' ? 'ChatBedrock' : 'ChatVertexAI';
      const found = await idsIn('python', `${client}(model="${id}")`);
      assert.deepEqual(
        found.map(({ written, named }) => [written, named?.record?.id]),
        [[id, id]],
      );
    }
  });

  it('is another one with a character more, less or changed, unless that is one too', () => {
    const slip = fc.record({
      id: fc.constantFrom(...ids),
      at: fc.double({ min: 0, max: 0.999, noNaN: true }),
      kind: fc.constantFrom('more', 'less', 'other'),
      character: fc.constantFrom(...Array.from('abcxyz0129-')),
    });
    fc.assert(
      fc.property(slip, ({ id, at, kind, character }) => {
        const place = Math.floor(at * id.length);
        const rest = id.slice(kind === 'more' ? place : place + 1);
        const written = id.slice(0, place) + (kind === 'less' ? '' : character) + rest;
        fc.pre(!known.has(written.toLowerCase()));
        assert.equal(names.find(written), undefined, written);
      }),
      { numRuns: 3_000 },
    );
  });
});
