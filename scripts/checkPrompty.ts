// Holds the reading of .prompty files to the public cases of Prompty that load, parse and render one. They are in no package of npm:
// `npm run check:prompty -- FOLDER` takes a clone of https://github.com/microsoft/prompty.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { stringify } from 'yaml';
import { readPrompty } from '../src/core/prompts/forms/prompty';
import type { FileReference } from '../src/core/prompts/forms/promptyReferences';
import type { JsonObject, PromptMessage } from '../src/core/prompts/prompt';
import { missingInputs, withDefaults } from '../src/core/prompts/render/promptInputs';
import { promptyMessages } from '../src/core/prompts/render/promptyMessages';
import { fillMustache } from '../src/core/prompts/template/mustache';
import { renderNunjucks } from '../src/core/prompts/template/nunjucks';
import { joinPieces } from '../src/core/prompts/template/pieces';
import { SetupError, runScript } from './vscode/paths';

const fields = v.record(v.string(), v.unknown());
const kase = v.object({
  operation: v.string(),
  vector: v.looseObject({ name: v.string(), input: fields, expected: v.optional(fields) }),
});
const vectors = v.object({ vectors: v.array(kase) });
type Case = v.InferOutput<typeof kase>['vector'];

/** Words in the errors that the vectors expect, by the rule of ours that they stand for. */
const errors: Readonly<Record<string, string>> = {
  'invalid-yaml': 'invalid frontmatter',
  'unset-variable': 'Environment variable',
  'file-outside': 'outside allowed roots',
  'invalid-template': 'Invalid template format',
  'missing-input': 'Missing required input',
  'missing-file': 'FileNotFoundError',
};

/** Asserts that `found` has all that is expected of it. It may have more fields. `null` means that nothing is there. */
function assertHas(found: unknown, expected: unknown, at: string): void {
  if (expected === null) assert.equal(found ?? null, null, at);
  else if (typeof expected !== 'object') assert.deepEqual(found, expected, at);
  else {
    if (Array.isArray(expected)) assert.equal((found as unknown[] | undefined)?.length, expected.length, at);
    for (const [key, value] of Object.entries(expected)) assertHas((found as JsonObject)[key], value, `${at}.${key}`);
  }
}

function fileIn(files: JsonObject, fixtures: string, name: string): FileReference {
  if (path.posix.normalize(name).startsWith('..')) return { refused: 'outside' };
  if (Object.hasOwn(files, name)) return { text: JSON.stringify(files[name]) };
  const file = path.join(fixtures, name);
  return existsSync(file) ? { text: readFileSync(file, 'utf8') } : { refused: 'missing' };
}

function load({ input, expected = {} }: Case, fixtures: string): void {
  const { fixture, frontmatter, frontmatter_raw: raw, env = {}, files = {}, inputs } = input;
  const file = typeof fixture === 'string' ? path.join(fixtures, fixture) : undefined;
  const rules: string[] = [];
  if (file !== undefined && !existsSync(file)) rules.push('missing-file');
  const text =
    file === undefined
      ? ((raw as string | undefined) ?? `---\n${stringify(frontmatter)}---\n`)
      : rules.length > 0
        ? ''
        : readFileSync(file, 'utf8');
  const { agent, prompt } = readPrompty(text, {
    env: (name) => v.parse(fields, env)[name] as string | undefined,
    file: (name) => fileIn(v.parse(fields, files), fixtures, name),
  });
  rules.push(...prompt.problems.filter(({ severity }) => severity === 'error').map(({ rule }) => rule));
  const given = v.parse(fields, inputs ?? {});
  const missing = missingInputs(prompt.metadata, given);
  if (inputs !== undefined && missing.length > 0) rules.push('missing-input');
  const { error, error_field: field, validated_inputs: validated, ...rest } = expected;
  assert.deepEqual(
    rules.map((rule) => errors[rule] ?? rule).filter((known) => typeof error !== 'string' || !error.includes(known)),
    [],
  );
  assert.equal(rules.length > 0, error !== undefined);
  if (field !== undefined) assert.deepEqual(missing, [field]);
  if (validated !== undefined) assert.deepEqual(withDefaults(prompt.metadata, given), validated);
  const instructions = prompt.templates[0]?.source;
  assertHas({ kind: 'prompt', ...agent, ...(instructions !== '' && { instructions }) }, rest, 'agent');
}

const thread = /__PROMPTY_THREAD_[0-9a-f]{8}_(\w+)__/;

function parse({ input, expected = {} }: Case): void {
  const { rendered, thread_inputs: threads } = input;
  const [before = '', name = '', after] = (rendered as string).split(thread);
  const past = (v.parse(fields, threads ?? {})[name] ?? []) as readonly {
    role: string;
    content: { value: string }[];
  }[];
  const pieces = [
    { text: before },
    ...(after === undefined
      ? []
      : [
          {
            thread: past.map(({ role, content }): PromptMessage => ({
              role: role === 'assistant' ? 'model' : 'user',
              content: content.map(({ value }) => ({ text: value })),
            })),
          },
          { text: after },
        ]),
  ];
  const messages = promptyMessages(pieces).map(({ role, content, metadata }) => {
    const { role: said, ...attributes } = metadata ?? {};
    return {
      role: said ?? (role === 'model' ? 'assistant' : role),
      content: content.map((part) => ({ kind: 'text', value: 'text' in part && part.text })),
      ...(Object.keys(attributes).length > 0 && { metadata: attributes }),
    };
  });
  assert.deepEqual(messages, expected['messages']);
}

function render({ input, expected = {} }: Case): void {
  // How a conversation is marked in a text is its own runtime's; here it is no text at all.
  if ('nonce_pattern' in expected) return;
  const { template, engine, inputs } = input;
  const values = v.parse(fields, inputs);
  const source = template as string;
  const text = engine === 'mustache' ? joinPieces(fillMustache(source, values)).text : renderNunjucks(source, values);
  assert.equal(text, expected['rendered']);
}

await runScript(() => {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new SetupError('Name the folder of a clone of microsoft/prompty.');
  const file = path.join(folder, 'schema/tsp-output/.typra-generated/vectors.json');
  const fixtures = path.join(folder, 'spec/fixtures');
  const all = v.parse(vectors, JSON.parse(readFileSync(file, 'utf8'))).vectors;
  const checks = { load: (each: Case) => load(each, fixtures), parse, render };
  let failed = 0;
  for (const [operation, check] of Object.entries(checks)) {
    const cases = all.filter((each) => each.operation === operation).map(({ vector }) => vector);
    let passed = 0;
    for (const each of cases) {
      try {
        check(each);
        passed++;
      } catch (error) {
        failed++;
        console.error([operation, each.name].join(' › '), error instanceof Error ? error.message : error);
      }
    }
    console.log(`${operation}: ${passed} of ${cases.length} cases pass.`);
  }
  return Promise.resolve(failed === 0 ? 0 : 1);
});
