// Holds `prompt render` to the public cases of Dotprompt. They are in no package of npm: `npm run check:dotprompt -- FOLDER` takes a
// clone of https://github.com/google/dotprompt. Each case is compared as its own runtime for JavaScript compares it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { renderCase } from '../src/core/prompts/render/renderCase';
import { filesBelow } from './files';
import { SetupError, runScript } from './vscode/paths';

const fields = v.record(v.string(), v.unknown());
const suites = v.array(
  v.looseObject({
    name: v.string(),
    template: v.string(),
    data: v.optional(fields),
    tests: v.array(
      v.object({
        desc: v.optional(v.string(), ''),
        data: v.optional(fields),
        options: v.optional(fields),
        expect: fields,
      }),
    ),
  }),
);

const read = (file: string): v.InferOutput<typeof suites> => v.parse(suites, parse(readFileSync(file, 'utf8')));

/**
 * Asserts that a result is exactly what a case expects. `config` and `ext` are empty where the case does not name them.
 * `raw` is compared only where the case names it.
 */
function compare(given: unknown, expected: Readonly<Record<string, unknown>>): void {
  const { raw, ...found } = v.parse(fields, given);
  const { raw: expectedRaw, ...rest } = expected;
  assert.deepEqual({ config: {}, ext: {}, ...found }, { config: {}, ext: {}, ...rest });
  if (expectedRaw !== undefined) assert.deepEqual(raw, expectedRaw);
}

await runScript(() => {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new SetupError('Name the folder of a clone of google/dotprompt.');
  const spec = path.join(folder, 'spec');
  let [count, failed] = [0, 0];
  for (const file of filesBelow(spec).filter((name) => name.endsWith('.yaml'))) {
    for (const { name, template, tests, data, partials, resolverPartials, schemas, tools } of read(
      path.join(spec, file),
    )) {
      for (const test of tests) {
        count++;
        const given = { partials, resolverPartials, schemas, tools };
        const rendered = renderCase({
          ...{ source: template, data: { ...data, ...test.data } },
          ...(test.options && { options: test.options }),
          ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
        });
        try {
          compare(JSON.parse(JSON.stringify(rendered)), test.expect);
        } catch (error) {
          failed++;
          console.error([file, name, test.desc].join(' › '), error instanceof Error ? error.message : error);
        }
      }
    }
  }
  console.log(`${count - failed} of ${count} cases pass.`);
  return Promise.resolve(failed === 0 ? 0 : 1);
});
