import assert from 'node:assert/strict';
import { codePromptsIn } from '../../../../src/core/code/prompts/codePrompts';
import type { CodePrompt } from '../../../../src/core/code/prompts/codePrompts';
import { codeChanges, originOf } from '../../../../src/core/playground/codeChanges';
import { codeSession } from '../../../../src/core/playground/import/codePrompt';
import { unfilled, wantedTexts } from '../../../../src/core/playground/writtenSession';
import { noVariables } from '../../../../src/core/playground/session/sessionSchema';
import { regionText } from '../../../../src/core/text/regions/regionText';
import { sayInEnglish } from '../../../../src/core/base/say';

const promptsIn = async (text: string, languageId = 'python'): Promise<CodePrompt[]> =>
  (await codePromptsIn(regionText(text, languageId))) ?? [];

const sessionOf = async (text: string, languageId?: string) => {
  const [prompt] = await promptsIn(text, languageId);
  assert.ok(prompt);
  return codeSession(prompt);
};

/** The code once the session that was opened from `before` says that, and `now` is what stands in the file. */
async function codeAfter(
  before: string,
  said: { readonly system?: string; readonly message?: string },
  { now = before, languageId = 'python' } = {},
): Promise<string> {
  const [prompt] = await promptsIn(before, languageId);
  assert.ok(prompt);
  const made = codeSession(prompt);
  const { request } = made;
  const origin = originOf(before, prompt.call.start, made);
  const found = codeChanges(now, await promptsIn(now, languageId), origin, (templates) =>
    wantedTexts(
      {
        ...{ id: '', system: said.system ?? request.system, sent: 0, variables: noVariables },
        messages: [said.message ?? templates.get(0) ?? ''],
      },
      origin.texts,
      templates,
    ),
  );
  if ('why' in found) return found.why;
  return found.edits.reduceRight((code, { start, end, text }) => code.slice(0, start) + text + code.slice(end), now);
}

const call = (rest: string): string => `client.responses.create(model="gpt-x", temperature=0.2, ${rest})`;

describe('a prompt of code in the playground', () => {
  it('is a session with its model, its parameters, and variables for its values', async () => {
    const { request, variables } = await sessionOf(
      call(
        'max_output_tokens=1_000, top_p=0.5, instructions=f"Be {self.tone}.", input=f"{len(items)} of {user.name!r}: " + text',
      ),
    );
    assert.deepEqual(
      [request.model, request.system, request.messages, request.temperature, request.maxOutputTokens, request.sampling],
      [
        'gpt-x',
        'Be {{tone}}.',
        [{ role: 'user', parts: [{ type: 'text', text: '{{items}} of {{user.name}}: {{text}}' }] }],
        ...[0.2, 1_000, 'top_p=0.5'],
      ],
    );
    assert.deepEqual([...variables.values()], ['self.tone', 'len(items)', 'user.name!r', 'text']);
  });

  it('gives no value the name of a variable that its text has', async () => {
    const { request } = await sessionOf(call('input=f"{{{{name}}}} {name} {get(name)}"'));
    assert.deepEqual(request.messages[0]?.parts, [{ type: 'text', text: '{{name}} {{name_2}} {{name_3}}' }]);
  });

  it('says which values are no variables', async () => {
    const { request } = await sessionOf(call(`input=f'{{"a": {x}}}'`));
    assert.equal(request.notes.length, 1);
    assert.match(request.notes[0]!(sayInEnglish), /beside a brace/);
  });

  it('comes back into its strings, each change where it belongs', async () => {
    const code = call('instructions="You are " "kind." + extra, input=f"""One\n{a} two\nthree"""');
    assert.equal(
      await codeAfter(code, { system: 'You are "very" kind!{{extra}}', message: 'One\ntwo {{a}}\nnew {x}\nthree' }),
      call('instructions="You are " "\\"very\\" kind!" + extra, input=f"""One\ntwo {a}\nnew {{x}}\nthree"""'),
    );
  });

  it('comes back where the code has moved meanwhile, to the nearest of two that are alike', async () => {
    const code = call('input="Hello"');
    const now = `import os\n${code}\nclient.responses.create(model="gpt-x", input="Hello")`;
    assert.equal(await codeAfter(code, { message: "It's" }, { now }), now.replace('"Hello"', `"It's"`));
    assert.equal(await codeAfter(code, { message: 'Hello' }), code);
  });

  it('comes back into a template of JavaScript and a text block of Java', async () => {
    const script =
      "import { generateText } from 'ai';\ngenerateText({ system: `a ${b}`, prompt: dedent`\n  One\n    two\n` });";
    assert.equal(
      await codeAfter(
        script,
        { system: '`${c}` {{b}}', message: 'One\n    three\nfour' },
        { languageId: 'typescript' },
      ),
      "import { generateText } from 'ai';\ngenerateText({ system: `\\`\\${c}\\` ${b}`, prompt: dedent`\n  One\n      three\n  four\n` });",
    );
    const java = 'ResponseCreateParams.builder().model("m").input("""\n    One\n      two\n    """).build();';
    assert.equal(
      await codeAfter(java, { message: 'One\n  "2"\n\nend\n' }, { languageId: 'java' }),
      'ResponseCreateParams.builder().model("m").input("""\n    One\n      "2"\n\n    end\n    """).build();',
    );
  });

  it('is refused where it cannot come back', async () => {
    const code = call('instructions="You are " + who, input="x"');
    assert.equal(await codeAfter(code, { system: 'New {{who}}' }, { now: code.replace('You', 'We') }), 'changed');
    assert.equal(await codeAfter(code, { system: 'New {{who}}' }, { now: 'pass' }), 'changed');
    assert.equal(await codeAfter(code, { system: 'You are' }), 'values');
    assert.equal(await codeAfter(code, { system: 'You are {{who}}!' }), 'no-string');
    assert.equal(await codeAfter(code, { system: 'You are {{whom}} {{who}}' }), 'unknown');
    assert.equal(await codeAfter(call(`input=f'{{"a": {x}}}'`), { message: 'other' }), 'hidden');
    assert.equal(await codeAfter(call(`input=r'a'`), { message: "'" }), 'unwritable');
    assert.equal(
      await codeAfter(call(`instructions="b" + f"{x}", input="a"`), { system: 'b{{x}}{{x}}' }),
      call(`instructions="b" + f"{x}{x}", input="a"`),
    );
  });

  it('keeps the names of its values, and knows its code again, once that is written, and once that is undone', async () => {
    const code = call('input=f"{a.x()} {a.y()}"');
    const [prompt] = await promptsIn(code);
    assert.ok(prompt);
    const first = originOf(code, prompt.call.start, codeSession(prompt));
    const say = (text: string) => () => [{ where: 0, text }];
    const written = codeChanges(code, await promptsIn(code), first, say('{{a_2}} {{a}}'));
    assert.ok('edits' in written);
    const now = call('input=f"{a.y()} {a.x()}"');
    const again = codeChanges(now, await promptsIn(now), written.origin, say('{{a_2}} {{a}}!'));
    assert.ok('edits' in again);
    assert.deepEqual(
      again.edits.map(({ text }) => text),
      ['!'],
    );
    assert.ok('edits' in codeChanges(code, await promptsIn(code), again.origin, say('{{a}}')));
  });

  it('has its variables back where it was sent with their values, if these can be told from the rest', () => {
    const variables = { sets: [{ name: '', values: [{ name: 'a', value: 'tokens' }] }], chosen: 0 };
    assert.equal(unfilled('Explain tokens.', 'Explain {{a}}.', variables), 'Explain {{a}}.');
    assert.equal(unfilled('Tell me of tokens!', 'Explain {{a}}.', variables), 'Tell me of {{a}}!');
    assert.equal(unfilled('Count tokens in tokens', 'Explain {{a}}.', variables), undefined);
  });
});
