import assert from 'node:assert/strict';
import { idsIn, verdictOn } from './idsIn';

const listed: [title: string, languageId: string, text: string][] = [
  ['the name of an agent', 'python', 'agent = Agent(id="gpt-4", model=mine)'],
  ['a table of PHP', 'php', "<?php\n$limits = ['gpt-4' => 8192, 'mine' => 1];"],
  ['a name in brackets', 'typescript', 'const old = (process.env.OLD ?? "gpt-4");'],
  ['a tuple', 'python', 'model = ("gpt-4", "mine")'],
  ['a list of PHP', 'php', "<?php\n$models = ['gpt-4', 'mine'];"],
  ['a tokenizer of Python', 'python', 'enc = tiktoken.encoding_for_model("gpt-4")'],
  ['a tokenizer of TypeScript', 'typescript', 'const enc = encodingForModel("gpt-4");'],
  ['a table of limits', 'python', 'limits = {"gpt-4": 8192}'],
  ['a price list', 'json', '{ "gpt-4": { "input_cost_per_token": 0.00003 } }'],
  ['a row of a table', 'typescript', 'const llm = { modelId: "gpt-4", contextWindow: 8192 };'],
  ['a row with its limits', 'typescript', 'const llm = { modelId: "gpt-4", maxOutputTokens: 8192 };'],
  ['a list', 'typescript', 'const models = ["gpt-4", "mine"];'],
  ['a list of Go', 'go', 'var models = []string{"gpt-4", "mine"}'],
  ['a list of YAML', 'yaml', 'models:\n  - gpt-4\n  - mine\n'],
  ['a union', 'typescript', `export type Model = 'gpt-4' | 'mine';`],
  ['a union of many lines', 'typescript', `export type Model =\n  | 'mine'\n  | 'gpt-4';`],
  ['a literal type of Python', 'python', 'model: Literal["gpt-4", "mine"]'],
  ['an interface', 'typescript', 'interface X { model: "gpt-4" }'],
  ['an enum', 'typescript', 'enum Model { Old = "gpt-4" }'],
  ['an enum of Python', 'python', 'class Model(str, Enum):\n    OLD_MODEL = "gpt-4"\n'],
  ['an enum of C++', 'cpp', 'enum class Model { old = "gpt-4" };'],
  ['an enum of Java', 'java', 'public enum Model { OLD("gpt-4"); }'],
  ['an enum of OpenAPI', 'yaml', 'model:\n  type: string\n  enum:\n    - gpt-4\n    - mine\n'],
  ['a name that is compared', 'typescript', 'if (options.model === "gpt-4") f();'],
  ['a case', 'typescript', 'switch (model) { case "gpt-4": f(); }'],
  ['a question about a name', 'typescript', 'const ok = supportsTools("gpt-4");'],
  ['an expectation', 'typescript', 'expect(answer.model).toBe("gpt-4");'],
  ['an assertion', 'python', 'assert size_of("gpt-4") == 8192'],
  ['an assertion with a call', 'python', 'assert ask("gpt-4") == "x"'],
  ['a branch', 'kotlin', 'when (model) { "gpt-4" -> f() }'],
  [
    'a request that was recorded',
    'yaml',
    'request:\n  method: POST\n  uri: https://api.openai.com/v1/x\n  parsed:\n    model: gpt-4\n',
  ],
  [
    'an explanation with JSON',
    'yaml',
    'curl: |\n  curl https://api.openai.com/v1/x -d \'{\n    "model": "gpt-4",\n  }\'',
  ],
  ['an answer', 'json', '{ "id": "x", "object": "chat.completion", "model": "gpt-4", "choices": [] }'],
  ['the default of a counter', 'python', 'def count_tokens(text="", model="gpt-4"): ...'],
  ['the default of another counter', 'python', 'def compute_tokens(text, model_name: Optional[str] = "gpt-4"): ...'],
  ['the default of a price', 'python', 'def get_price(model: str = "gpt-4"): ...'],
  ['an attribute of an answer', 'python', 'span = {"llm.response.model": "gpt-4"}'],
  ['what an answer says of itself', 'typescript', 'f({ text, response_metadata: { model: "gpt-4" } });'],
  ['the version in an answer', 'java', 'GenerateContentResponse.builder().modelVersion("gpt-4").build()'],
  ['an answer of Python', 'python', 'done = ChatCompletion(id="x", model="gpt-4", choices=[])'],
  ['a piece of an answer', 'python', 'yield ChatCompletionChunk(id="x", model="gpt-4", object="y")'],
  ['a header of an answer', 'php', "<?php\nreturn ['openai-model' => ['gpt-4'], 'x' => ['y']];"],
  ['a question to the list of models', 'python', 'client.models.retrieve("gpt-4")'],
  ['constants with a type', 'go', 'const (\n\tOld OldModel = "gpt-4"\n\tOlder OldModel = "gpt-3.5-turbo"\n)'],
  ['an assertion of Rust', 'rust', 'assert_eq!(\n  answer.model.as_deref(),\n  Some("gpt-4")\n);'],
  ['the place of something else', 'typescript', 'const name = options.label ?? "gpt-4";'],
  ['a table of other names', 'typescript', 'const names = { "gpt-4-x": { openAIModel: "gpt-4" }, "x-1": {} };'],
  ['the model of a tokenizer', 'python', 'self.tokenizer_target_model = f("tokenizer_target_model", "gpt-4")'],
  ['the description of a field', 'json', '{ "name": "model", "type": "options", "default": "gpt-4" }'],
  ['an assertion of Swift', 'swift', 'XCTAssertEqual(result.model, "gpt-4")'],
  ['a message', 'python', 'print("gpt-4")'],
  ['a name of its own', 'python', 'OLD = "gpt-4"'],
];

describe('a retired id that nothing calls', () => {
  for (const [title, languageId, text] of listed) {
    it(`is information in ${title}`, async () => {
      assert.equal(await verdictOn(languageId, text), 'information');
      assert.equal((await idsIn(languageId, text)).at(0)?.use, 'list');
    });
  }
});
