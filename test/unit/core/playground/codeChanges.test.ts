import assert from 'node:assert/strict';
import { codePromptsIn } from '../../../../src/core/code/prompts/codePrompts';
import type { CodePrompt } from '../../../../src/core/code/prompts/codePrompts';
import { atOnce } from '../../../../src/core/base/work';
import { codeChanges, originOf } from '../../../../src/core/playground/codeChanges';
import { codeSession } from '../../../../src/core/playground/import/codePrompt';
import { unfilled, wantedTexts, writtenSession } from '../../../../src/core/playground/writtenSession';
import type { PathMessage } from '../../../../src/core/playground/writtenSession';
import { importEvents } from '../../../../src/core/playground/import/importedSession';
import {
  emptyDraft,
  firstColumnId,
  noVariables,
  unknownTarget,
} from '../../../../src/core/playground/session/sessionSchema';
import type { AnswerNode } from '../../../../src/core/playground/session/sessionSchema';
import { draftIn, emptySession, reduceSession, turnsOf } from '../../../../src/core/playground/session/sessionTree';
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
  said: { readonly system?: string; readonly message?: string; readonly messages?: readonly PathMessage[] },
  { now = before, languageId = 'python' } = {},
): Promise<string> {
  const [prompt] = await promptsIn(before, languageId);
  assert.ok(prompt);
  const made = codeSession(prompt);
  const { request } = made;
  const origin = originOf(before, prompt.call.start, made);
  const found = codeChanges(now, await promptsIn(now, languageId), origin, (texts) => {
    const message = said.message ?? texts.find(({ where }) => where === 0)?.template ?? '';
    const messages = said.messages ?? [{ text: message, state: 'draft' }];
    const session = { id: '', system: said.system ?? request.system, variables: noVariables, messages };
    return wantedTexts(session, origin.texts, texts);
  });
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

  it('comes back into strings that are filled later, with their percent signs and braces as these want them', async () => {
    const percent = call('input="Say hello to %s" % name');
    assert.equal(
      await codeAfter(percent, { message: 'Say hi to {{value}}, 50% off' }),
      call('input="Say hi to %s, 50%% off" % name'),
    );
    assert.equal(await codeAfter(percent, { message: 'Say hello' }), 'unwritable');
    const byOrder = call('input="Hello {}: {{x}}".format(name)');
    assert.equal(
      await codeAfter(byOrder, { message: 'Hello {{value}}: {y} {"a": 1}' }),
      call('input="Hello {}: {{y}} {{\\"a\\": 1}}".format(name)'),
    );
    assert.equal(await codeAfter(byOrder, { message: '{{value}} {{value}}' }), 'unwritable');
    const joined = call('input="Hello {name}. " "Bye {{x}} {other}.".format(name=n, other=o)');
    assert.equal(
      await codeAfter(joined, { message: 'Hi {a} {{name}}. Bye {x} {{other}}.' }),
      joined.replace('Hello', 'Hi {{a}}'),
    );
    const java = 'ResponseCreateParams.builder().model("m").input("Say %s".formatted(name)).build();';
    assert.equal(
      await codeAfter(java, { message: 'Say {{value}} 50%' }, { languageId: 'java' }),
      java.replace('%s', '%s 50%%'),
    );
    const go =
      'a.Messages.New(ctx, anthropic.MessageNewParams{Model: "c", System: []anthropic.TextBlockParam{{Text: fmt.Sprintf(`%[2]*.2f: `+b, x)}}})';
    assert.equal(
      await codeAfter(go, { system: '1% {{value}}: {{b}}' }, { languageId: 'go' }),
      go.replace('%[2]', '1%% %[2]'),
    );
  });

  it('comes back into a raw template with its backslashes, if that can say it', async () => {
    const raw = 'client.responses.create({ model: "m", input: String.raw`C:\\new` })';
    assert.equal(
      await codeAfter(raw, { message: 'D:\\new \\d+' }, { languageId: 'typescript' }),
      raw.replace('C:\\new', 'D:\\new \\d+'),
    );
    for (const message of ['`', '${x}', '\\'])
      assert.equal(await codeAfter(raw, { message }, { languageId: 'typescript' }), 'unwritable');
  });

  it('is refused where it cannot come back', async () => {
    const code = call('instructions="You are " + who, input="x"');
    assert.equal(await codeAfter(code, { system: 'New {{who}}' }, { now: code.replace('You', 'We') }), 'changed');
    assert.equal(await codeAfter(code, { system: 'New {{who}}' }, { now: 'pass' }), 'changed');
    assert.equal(await codeAfter(code, { system: 'You are' }), 'values');
    assert.equal(await codeAfter(code, { system: 'You are {{who}}!' }), 'no-string');
    assert.equal(await codeAfter(code, { system: 'You are {{whom}} {{who}}' }), 'unknown');
    assert.equal(await codeAfter(call(`input=f'{{"a": {x}}}'`), { message: 'other' }), 'hidden');
    for (const message of ['{"a": {{x}}}', '{{{x}}', '\\{{x}}', '{{x}} {{{ x }}}'])
      assert.equal(await codeAfter(call('input=f"a {x}"'), { message }), 'hidden');
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
    assert.ok('edits' in codeChanges(now, await promptsIn(now), again.origin, say('{{a}}')));
  });

  it('is known by marks alone, one for each way in which it was written', async () => {
    const long = 'word '.repeat(500);
    let code = call(`instructions="${long}", input="0"`);
    const [prompt] = await promptsIn(code);
    assert.ok(prompt);
    let origin = originOf(code, prompt.call.start, codeSession(prompt));
    for (const message of ['1', '2', '1']) {
      const found = codeChanges(code, await promptsIn(code), origin, () => [{ where: 0, text: message }]);
      assert.ok('edits' in found);
      origin = found.origin;
      code = call(`instructions="${long}", input="${message}"`);
    }
    assert.deepEqual(
      origin.texts.map(({ where, ways }) => [where, ways.length]),
      [
        ['system', 1],
        [0, 3],
      ],
    );
    assert.ok(JSON.stringify(origin).length < 500);
  });

  it('keeps its examples where a model has answered in their place, or where the session ends before them', async () => {
    const code = `client.messages.create(model="m", messages=[{"role": "user", "content": "A"},
  {"role": "assistant", "content": "B"}, {"role": "user", "content": "C"}])`;
    const sent = (text: string): PathMessage => ({ text, state: 'sent' });
    const answered: PathMessage = { text: 'of a model', state: 'answered' };
    const draft = (text: string): PathMessage => ({ text, state: 'draft' });
    assert.equal(await codeAfter(code, { messages: [sent('A2'), answered, draft('')] }), 'answered');
    assert.equal(await codeAfter(code, { messages: [draft('A2')] }), 'missing');
    const changed = code.replace('"A"', '"A2"').replace('"B"', '"B2"');
    assert.equal(await codeAfter(code, { messages: [sent('A2'), sent('B2'), draft('')] }), changed);
    const all = [sent('A2'), sent('B2'), sent('C2'), answered, draft('')];
    assert.equal(await codeAfter(code, { messages: all }), changed.replace('"C"', '"C2"'));
  });

  it('has its texts in their places where it begins with the assistant, or says nothing in one', async () => {
    for (const [first, second] of [
      ['assistant', 'user'],
      ['user', 'assistant'],
    ]) {
      const code = `client.messages.create(model="m", messages=[{"role": "${first}", "content": ""},
  {"role": "${second}", "content": "B"}, {"role": "${first}", "content": "C"}])`;
      const { request } = await sessionOf(code);
      let session = emptySession('s', 0);
      let id = 0;
      const making = { backend: undefined, randomId: () => `n${id++}`, now: 0 };
      for (const event of atOnce(importEvents(request, making))) session = reduceSession(session, event);
      const column = { turns: turnsOf(session, firstColumnId), draft: draftIn(session, firstColumnId) };
      const { messages } = writtenSession('s', column);
      assert.equal(await codeAfter(code, { messages }), code);
    }
  });

  it('takes an answer for an example that no model gave, or that was edited', () => {
    const turn = (answer: Partial<AnswerNode>) => ({
      prompt: { kind: 'prompt', id: 'p', parent: null, at: 0, system: '', parts: [] } as const,
      answer: {
        kind: 'answer',
        id: 'a',
        parent: 'p',
        at: 0,
        status: 'done',
        target: unknownTarget,
        parts: [],
        ...answer,
      } as const,
    });
    const target = { ...unknownTarget, providerId: 'openai' };
    const turns = [turn({}), turn({ target }), turn({ target, made: 'edited' }), turn({ target, made: 'kept' })];
    const { messages } = writtenSession('s', { turns, draft: emptyDraft });
    assert.deepEqual(
      messages.flatMap(({ state }, i) => (i % 2 === 1 ? [state] : [])),
      ['sent', 'answered', 'sent', 'answered'],
    );
  });

  it('has its variables back where it was sent with their values, if these can be told from the rest', () => {
    const variables = { sets: [{ name: '', values: [{ name: 'a', value: 'tokens' }] }], chosen: 0 };
    assert.equal(unfilled('Explain tokens.', 'Explain {{a}}.', variables), 'Explain {{a}}.');
    assert.equal(unfilled('Tell me of tokens!', 'Explain {{a}}.', variables), 'Tell me of {{a}}!');
    assert.equal(unfilled('Explain {{a}}.', 'Explain {{a}}.', variables), 'Explain {{a}}.');
    assert.equal(unfilled('Count tokens in tokens', 'Explain {{a}}.', variables), undefined);
  });
});
