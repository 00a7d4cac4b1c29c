// Holds the local check of answers to the required tests of JSON-Schema-Test-Suite for draft-07 and 2020-12. They are in no
// package of npm: `npm run check:schemas -- FOLDER` takes a clone of https://github.com/json-schema-org/JSON-Schema-Test-Suite.
// It fails where a test fails that schemaExceptions.json does not name, and where one passes that it names.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { checkAgainstSchema } from '../src/core/schema/checkAgainstSchema';
import { filesBelow } from './files';
import { SetupError, runScript } from './vscode/paths';

const drafts = { draft7: 'http://json-schema.org/draft-07/schema#', 'draft2020-12': undefined } as const;
const exceptionsFile = path.join(import.meta.dirname, 'schemaExceptions.json');

const schema = v.union([v.boolean(), v.record(v.string(), v.unknown())]);
const groups = v.array(
  v.object({
    description: v.string(),
    schema,
    tests: v.array(v.object({ description: v.string(), data: v.unknown(), valid: v.boolean() })),
  }),
);

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** The schemas that tests refer to, by the address that the suite gives them. */
function documentsOf(folder: string, draft: string): Record<string, v.InferOutput<typeof schema>> {
  const names = filesBelow(folder).map((name) => name.replaceAll('\\', '/'));
  const ofDraft = names.filter((name) => name.startsWith(`${draft}/`) || !/^(?:draft|v\d)/.test(name));
  return Object.fromEntries(
    ofDraft.map((name) => [`http://localhost:1234/${name}`, v.parse(schema, read(path.join(folder, name)))]),
  );
}

/** The tests of a draft that fail, by their names; and how many there are. */
function failing(folder: string, draft: keyof typeof drafts): { failed: string[]; count: number } {
  const documents = documentsOf(path.join(folder, 'remotes'), draft);
  const tests = path.join(folder, 'tests', draft);
  const failed: string[] = [];
  let count = 0;
  for (const file of readdirSync(tests).filter((name) => name.endsWith('.json'))) {
    for (const group of v.parse(groups, read(path.join(tests, file)))) {
      const isOwn = typeof group.schema === 'boolean' || '$schema' in group.schema;
      const asked = isOwn || !drafts[draft] ? group.schema : { $schema: drafts[draft], ...(group.schema as object) };
      const used = JSON.stringify(asked).includes('localhost:1234') ? documents : {};
      for (const { description, data, valid } of group.tests) {
        count++;
        const { state } = checkAgainstSchema(asked, data, used);
        if (state !== (valid ? 'fits' : 'misfits'))
          failed.push([draft, file, group.description, description].join(' › '));
      }
    }
  }
  return { failed, count };
}

await runScript(() => {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new SetupError('Name the folder of a clone of JSON-Schema-Test-Suite.');
  const known = v.parse(v.array(v.string()), read(exceptionsFile));
  const failed: string[] = [];
  for (const draft of Object.keys(drafts) as (keyof typeof drafts)[]) {
    const found = failing(folder, draft);
    console.log(`${draft}: ${found.count - found.failed.length} of ${found.count} required tests pass.`);
    failed.push(...found.failed);
  }
  const unknown = failed.filter((name) => !known.includes(name));
  const passing = known.filter((name) => !failed.includes(name));
  for (const name of unknown) console.error(`Fails, and is no exception: ${name}`);
  for (const name of passing) console.error(`Passes, and is named as an exception: ${name}`);
  return Promise.resolve(unknown.length + passing.length === 0 ? 0 : 1);
});
