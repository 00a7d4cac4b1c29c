import assert from 'node:assert/strict';
import { removed, renamed } from '../../../../../src/core/code/calls/parameterEdits';
import { calls } from './read';

describe('parameters of a call, by a fix', () => {
  const edit = async (languageId: string, text: string, name: string, wanted?: string): Promise<string | undefined> => {
    const [call] = await calls(languageId, text);
    const argument = call?.arguments.find((each) => each.name === name);
    assert.ok(call && argument);
    const change = wanted === undefined ? removed(text, call, argument) : renamed(text, argument, wanted);
    return change && text.slice(0, change.start) + change.text + text.slice(change.end);
  };

  it('are renamed as they are written', async () => {
    const to = 'max_completion_tokens';
    const call = (argument: string) => `client.chat.completions.create({ ${argument} })`;
    assert.equal(await edit('typescript', call('max_tokens: 5'), 'max_tokens', to), call('max_completion_tokens: 5'));
    assert.equal(
      await edit('typescript', call('"max_tokens": 5'), 'max_tokens', to),
      call('"max_completion_tokens": 5'),
    );
    const java = (name: string) => `ChatCompletionCreateParams.builder().${name}(5).build()`;
    assert.equal(await edit('java', java('maxTokens'), 'maxTokens', to), java('maxCompletionTokens'));
    const go = (name: string) => `c.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{${name}: openai.Int(5)})`;
    assert.equal(await edit('go', go('MaxTokens'), 'MaxTokens', to), go('MaxCompletionTokens'));
  });

  it('are taken out with their comma or line', async () => {
    const create = (inner: string) => `client.messages.create(${inner})`;
    const gone = (languageId: string, inner: string) => edit(languageId, create(inner), 'temperature');
    assert.equal(await gone('typescript', `{ model: 'a', temperature: 0, x: 1 }`), create(`{ model: 'a', x: 1 }`));
    assert.equal(await gone('typescript', `{ model: 'a', temperature: 0 }`), create(`{ model: 'a' }`));
    assert.equal(await gone('typescript', `{ temperature: 0 }`), create(`{  }`));
    assert.equal(
      await gone('python', `\n    model="a",\n    temperature=0,\n    x=1,\n`),
      create(`\n    model="a",\n    x=1,\n`),
    );
    assert.equal(await gone('python', `\n    model="a",\n    temperature=0,\n`), create(`\n    model="a",\n`));
    assert.equal(await gone('python', `\n    model="a",\n    temperature=0\n`), create(`\n    model="a"\n`));
    assert.equal(await gone('python', `temperature=f(1, 2), model="a"`), create(`model="a"`));
    assert.equal(
      await gone('python', `\n    model="a",  # for now, then more,\n    temperature=0)\n`),
      create(`\n    model="a",  # for now, then more,\n    )\n`),
    );
    assert.equal(
      await gone('python', `temperature=lambda a, b=f(1, 2): a, model=lambda: "a"`),
      create(`model=lambda: "a"`),
    );
    const java = `ChatCompletionCreateParams.builder()\n  .model("a")\n  .temperature(0.5)\n  .build()`;
    assert.equal(await edit('java', java, 'temperature'), java.replace('\n  .temperature(0.5)', ''));
  });

  it('are not taken out of a call that is not finished', async () => {
    assert.equal(
      await edit('typescript', `client.messages.create({ model: 'a', temperature: 0`, 'temperature'),
      undefined,
    );
  });
});
