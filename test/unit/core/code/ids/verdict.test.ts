import assert from 'node:assert/strict';
import { idsIn, verdictOn } from './idsIn';

type Verdict = 'error' | 'warning';

const openai = 'import OpenAI from "openai";\n';
const create = '.chat.completions.create({ model: "gpt-4", messages });\n';

const many = Array.from({ length: 40 }, (_, at) => `"x${at}": ${at},`).join(' ');
const wide = `text: ${'a + '.repeat(400)} 1,`;

const called: [title: string, languageId: string, text: string, verdict: Verdict][] = [
  ['on the client of its maker', 'typescript', `const client = new OpenAI();\nawait client${create}`, 'error'],
  [
    'on such a client in a field',
    'python',
    'self.ai = OpenAI()\nself.ai.chat.completions.create(model="gpt-4")',
    'error',
  ],
  ['on such a client, made there', 'typescript', `await new OpenAI()${create}`, 'error'],
  ['on the module of its maker', 'python', 'r = openai.chat.completions.create(model="gpt-4")', 'error'],
  [
    'on such a client in a test',
    'python',
    'def test_x():\n  c = OpenAI()\n  c.responses.create(model="gpt-4")',
    'error',
  ],
  ['as the model of a framework', 'python', 'llm = ChatOpenAI(model="gpt-4")', 'error'],
  ['by a provider of the AI SDK', 'typescript', `generateText({ model: openai("gpt-4") }); import "ai";`, 'error'],
  ['by the class of a wrapper', 'python', 'agent = OpenAIChat(id="gpt-4")', 'error'],
  ['by the class of its maker', 'python', 'Agent(model=DeepSeek(id="deepseek-reasoner"))', 'error'],
  ['by the class of its maker, by itself', 'python', 'run(DeepSeek(id="deepseek-reasoner"))', 'error'],
  ['by an option of its maker', 'go', 'llm, err := openai.New(openai.WithModel("gpt-4"))', 'error'],
  [
    'at an address of its maker',
    'typescript',
    'new ChatOpenAI({ model: "gpt-4", apiBase: "https://api.openai.com/v1/" })',
    'error',
  ],
  ['in a request to its maker', 'python', 'post("https://api.openai.com/v1/x", json={"model": "gpt-4"})', 'error'],
  [
    'in a command of a workflow',
    'yaml',
    'run: |\n  curl https://api.openai.com/v1/x -d \'{\n    "model": "gpt-4"\n  }\'',
    'error',
  ],
  [
    'in a command to its maker',
    'shellscript',
    `curl https://api.openai.com/v1/x \\\n  -d '{"model": "gpt-4"}'`,
    'error',
  ],
  [
    'in a request of Go, whose client has no address',
    'go',
    'client := openai.NewClient(key)\nreq := openai.ChatCompletionRequest{Model: "gpt-4"}',
    'error',
  ],
  [
    'in a list of Compose',
    'dockercompose',
    'services:\n  web:\n    environment:\n      - BASE_URL=https://shop.example\n      - OPENAI_MODEL=gpt-4\n',
    'error',
  ],
  [
    'on the module, whose settings for Azure are a comment',
    'python',
    '# openai.api_type = "azure"\nopenai.ChatCompletion.create(model="gpt-4")',
    'error',
  ],
  [
    'on the module, which goes to OpenAI',
    'python',
    'openai.api_type = "open_ai"\nopenai.ChatCompletion.create(model="gpt-4")',
    'error',
  ],
  [
    'on the module, whose settings say elsewhere where it goes',
    'python',
    'openai.api_type = os.environ["OPENAI_API_TYPE"]\nopenai.ChatCompletion.create(model="gpt-4")',
    'warning',
  ],
  [
    'in a request of Go, whose client goes to OpenAI',
    'go',
    'config.APIType = openai.APITypeOpenAI\nclient := openai.NewClientWithConfig(config)\nreq := openai.ChatCompletionRequest{Model: "gpt-4"}',
    'error',
  ],
  [
    'in a request of Go, in a file with the address of something else',
    'go',
    'page.BaseURL = "http://localhost/v1"\nclient := openai.NewClient(key)\nreq := openai.ChatCompletionRequest{Model: "gpt-4"}',
    'error',
  ],
  ['beside an address of Windows to fill in', 'yaml', 'model: gpt-4\nbase_url: "%URL%"\n', 'warning'],
  ['in config that names its maker', 'yaml', 'llm:\n  provider: openai\n  model: gpt-4\n', 'error'],
  ['in a variable of its maker', 'dotenv', 'OPENAI_MODEL=gpt-4\n', 'error'],
  ['beside an address of something else', 'dotenv', 'BASE_URL=https://shop.example\nOPENAI_MODEL=gpt-4\n', 'error'],
  [
    'in Compose, beside an address of something else',
    'dockercompose',
    'services:\n  web:\n    environment:\n      BASE_URL: https://shop.example\n      OPENAI_MODEL: gpt-4\n',
    'error',
  ],
  [
    'in a file with the address of something else',
    'typescript',
    `${openai}const http = axios.create({ baseURL: "/api" });\nconst c = new OpenAI();\nawait c${create}`,
    'error',
  ],
  [
    'in a file with the address of a page below',
    'typescript',
    `${openai}const c = new OpenAI();\nawait c${create}export const cfg = { baseURL: "http://localhost:3000" };\n`,
    'error',
  ],
  [
    'in a file that lists ollama',
    'python',
    'PROVIDERS = ["ollama", "openai"]\nresp = openai.chat.completions.create(model="gpt-4", messages=m)\n',
    'error',
  ],
  [
    'in a file that calls ollama elsewhere',
    'go',
    'package x\nfunc a() { return ollama.New(ollama.WithModel("x")) }\nfunc b() { return anthropic.New(anthropic.WithModel("claude-3-5-sonnet-20241022")) }',
    'error',
  ],
  [
    'beside another client',
    'python',
    'a = OpenAI(base_url="http://x/v1")\nb = OpenAI()\nb.responses.create(model="gpt-4")',
    'error',
  ],
  ['beside an empty address of its maker', 'dotenv', 'OPENAI_BASE_URL=""\nOPENAI_MODEL=gpt-4\n', 'error'],
  [
    'beside a variable that is its maker by default',
    'yaml',
    'model: gpt-4\nbase_url: ${OPENAI_BASE_URL:-https://api.openai.com/v1}\n',
    'error',
  ],
  [
    'beside a route of its own',
    'typescript',
    'f({ provider: "openai", model: "gpt-4", endpoint: "/api/chat" })',
    'error',
  ],
  [
    'in a request to its maker that names a host',
    'typescript',
    'fetch("https://api.openai.com/v1/x", { body: JSON.stringify({ model: "gpt-4", host: "x" }) })',
    'error',
  ],
  ['by a class that stands as a model', 'python', 'Agent(model=Large(id="gpt-4"))', 'warning'],
  ['by a class that becomes a model', 'python', 'model = Large(id="gpt-4")', 'warning'],
  ['by default of an option for an LLM', 'python', '@click.option("--llm", default="gpt-4")', 'warning'],
  ['in PHP', 'php', "<?php\n$r = $client->chat()->create(['model' => 'gpt-4', 'messages' => []]);", 'warning'],
  ['in a dictionary of Swift', 'swift', 'let body: [String: Any] = ["model": "gpt-4", "messages": m]', 'warning'],
  ['beside the limits of a request', 'json', '{ "model": "gpt-4", "temperature": 0, "maxOutputTokens": 9 }', 'warning'],
  ['by nobody that is named', 'python', 'ask(model="gpt-4")', 'warning'],
  [
    'on a client that comes from elsewhere',
    'python',
    'def f(client):\n  client.chat.completions.create(model="gpt-4")',
    'warning',
  ],
  [
    'on such a client, in a file with another one',
    'python',
    'local = OpenAI(base_url="http://localhost:1/v1")\nf(lambda client: client.chat.completions.create(model="gpt-4"))',
    'warning',
  ],
  [
    'in a file that tries ollama first',
    'python',
    'model = Model("ollama/llama3")\n\ndef test():\n  model = Model("gpt-4")',
    'warning',
  ],
  [
    'at an address that is not written out',
    'python',
    'c = OpenAI(base_url=url)\nc.responses.create(model="gpt-4")',
    'warning',
  ],
  ['with settings from elsewhere', 'python', 'c = OpenAI(**options)\nc.responses.create(model="gpt-4")', 'warning'],
  ['beside an address that is empty', 'json', '{ "modelName": "gpt-4", "basepath": "" }', 'warning'],
  ['beside an address of YAML that is empty', 'yaml', 'model: gpt-4\nendpoint: ""\n', 'warning'],
  ['beside an address of TOML that is empty', 'toml', 'model = "gpt-4"\nendpoint = ""\n', 'warning'],
  ['beside an address that is null', 'yaml', 'model: gpt-4\nbase_url: null\n', 'warning'],
  ['beside an address in a variable', 'yaml', 'model: gpt-4\nbase_url: ${OPENAI_BASE_URL}\n', 'warning'],
  ['beside an address to fill in', 'yaml', 'model: gpt-4\nbase_url: <your endpoint>\n', 'warning'],
  ['beside the host of a server', 'yaml', 'server:\n  host: 0.0.0.0\n  port: 8000\n  model: gpt-4\n', 'warning'],
  ['beside the host of a server in TOML', 'toml', 'model = "gpt-4"\nhost = "127.0.0.1"\n', 'warning'],
  ['beside the host of a database', 'json', '{ "model": "gpt-4", "host": "db.internal" }', 'warning'],
  ['in a server of this machine', 'python', 'create_app(model="gpt-4", host="localhost")', 'warning'],
  ['with an address of the same name', 'typescript', `const c = new OpenAI({ baseURL });\nawait c${create}`, 'warning'],
  ['with options of an object', 'typescript', `const c = new OpenAI({ ...options });\nawait c${create}`, 'warning'],
  ['beside a variable for its address', 'dotenv', 'OPENAI_BASE_URL=${URL}\nOPENAI_MODEL=gpt-4\n', 'warning'],
  [
    'with the key of a test',
    'typescript',
    `const c = new OpenAI({ apiKey: "test-key" });\nawait c${create}`,
    'warning',
  ],
  [
    'where a test takes the place of the network',
    'typescript',
    `vi.mock("x");\nconst c = new OpenAI();\nawait c${create}`,
    'warning',
  ],
  ['in settings of a test', 'typescript', 'it("x", () => f({ provider: "openai", model: "gpt-4" }));', 'warning'],
  [
    'in settings of a test of Python',
    'python',
    'def test_x():\n  f({"provider": "openai", "model": "gpt-4"})',
    'warning',
  ],
  ['by the name that Azure alone has', 'python', 'ask(model="gpt-35-turbo-0613")', 'warning'],
  ['by a model with a client of its own', 'python', 'OpenAIModel(model="gpt-4", openai_client=client)', 'warning'],
  ['by a model with an HTTP client of its own', 'python', 'OpenAIModel(model="gpt-4", http_client=client)', 'error'],
  ['beside an address that a template fills in', 'yaml', 'model: gpt-4\nbase_url: "{% url %}"\n', 'warning'],
  ['beside an address by the name of a variable', 'dotenv', 'OPENAI_BASE_URL=MY_URL\nOPENAI_MODEL=gpt-4\n', 'warning'],
  ['beside an empty address of Azure', 'yaml', 'openai:\n  azure_endpoint: ""\n  model: gpt-4\n', 'error'],
  ['by default of a function of that name', 'python', 'def ask_openai(model="gpt-4"):\n  f()', 'warning'],
  ['in config of a vendor', 'yaml', 'vendor: openai\nmodel: gpt-4\n', 'error'],
  ['in config of a client of Autogen', 'python', 'f({"model": "gpt-4", "model_client_cls": "OpenAIClient"})', 'error'],
  ['below many settings and its provider', 'json', `{ ${many} "provider": "openai", "model": "gpt-4" }`, 'error'],
  ['far from its provider', 'typescript', `f({ provider: "openai", ${wide}\nmodel: "gpt-4" })`, 'error'],
  ['at the API of another maker', 'python', 'c = Anthropic()\nc.messages.create(model="gpt-4")', 'warning'],
  ['in config that names nobody', 'toml', '[chat]\nmodel = "gpt-4"\n', 'warning'],
  ['in the field of a class', 'typescript', 'class X {\n  private model = "gpt-4";\n}', 'warning'],
  ['in a variable with a type', 'go', 'var model string = "gpt-4"', 'warning'],
  ['in a request', 'go', 'f(Case{request: Request{Model: "gpt-4"}})', 'warning'],
  ['in a block of `if`', 'python', 'if x:\n    model = "gpt-4"', 'warning'],
  ['in a block of `else`', 'python', 'if x:\n    f()\nelse:  # as before\n    model = "gpt-4"', 'warning'],
  ['in a block of `for`', 'python', 'for y in ys:\n    model = "gpt-4"', 'warning'],
  ['in the line of its `if`', 'python', 'if x == 1: model = "gpt-4"', 'warning'],
  ['in the first field of a class', 'python', '@dataclass\nclass C:\n    model: str = "gpt-4"', 'warning'],
  ['by default of a switch', 'typescript', 'switch (x) {\n  default:\n    model = "gpt-4";\n}', 'warning'],
  ['behind the colon of a choice', 'typescript', 'const model = isNew ? "gpt-4o" :\n  "gpt-4";', 'warning'],
  ['by default', 'python', 'model = os.getenv("MODEL", "gpt-4")', 'warning'],
  ['by default, in brackets', 'typescript', 'const model = (process.env.MODEL ?? "gpt-4");', 'warning'],
  ['in brackets of many lines', 'python', 'model = (\n    "gpt-4"\n)', 'warning'],
  [
    'in brackets, beside its provider',
    'typescript',
    'f({ provider: "openai", model: (options.model || "gpt-4") })',
    'error',
  ],
  ['in brackets, as an argument', 'python', 'ask(("gpt-4"))', 'warning'],
  ['by default of an option', 'go', 'var name = flag.String("model", "gpt-4", "the model")', 'warning'],
  [
    'on a client of Azure, which has ended it too',
    'python',
    'c = AzureOpenAI()\nc.chat.completions.create(model="gpt-35-turbo-0613")',
    'error',
  ],
];

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
  ['a message', 'python', 'print("gpt-4")'],
  ['a name of its own', 'python', 'OLD = "gpt-4"'],
];

const standIns = [
  ...[
    'vi.fn',
    'jest.mock',
    'vi.spyOn',
    'MagicMock',
    'AsyncMock',
    'unittest.mock',
    'mock.patch',
    'monkeypatch',
    'respx',
  ],
  ...['httpretty', 'aioresponses', 'createTestServer', 'setupServer', 'fetchMock', 'nock', 'httptest', 'httprr'],
  'MockLanguageModelV2',
];
const marksOfTests = [
  ...[
    'describe("x"',
    'it("x"',
    "test.each('x'",
    'def test_x',
    'func TestX(t *testing.T',
    '@Test',
    '@ParameterizedTest',
  ],
  ...['[Fact]', '[Theory]', '[TestMethod]', '#[test]', 'class X(unittest.TestCase'],
];

describe('a retired id', () => {
  it('is warning beside whatever takes the place of the network', async () => {
    for (const standIn of standIns)
      assert.equal(
        await verdictOn('typescript', `${standIn}();\nconst c = new OpenAI();\nawait c${create}`),
        'warning',
        standIn,
      );
  });
  it('is warning with a key that opens nothing', async () => {
    for (const key of ['test', 'test-key', 'testing', 'fake_key', 'mock', 'mocked', 'dummy'])
      assert.equal(
        await verdictOn('typescript', `const c = new OpenAI({ apiKey: "${key}" });\nawait c${create}`),
        'warning',
        key,
      );
    assert.equal(
      await verdictOn('typescript', `const c = new OpenAI({ apiKey: "contest" });\nawait c${create}`),
      'error',
    );
  });
  it('is warning with settings from elsewhere, but not beside an address that is none', async () => {
    for (const name of ['baseURL', 'base_url', 'apiBase', 'basePath', 'endpoint', 'configuration', 'options'])
      assert.equal(
        await verdictOn('typescript', `const c = new OpenAI({ ${name} });\nawait c${create}`),
        'warning',
        name,
      );
    for (const none of ['undefined', 'null'])
      assert.equal(
        await verdictOn('typescript', `const c = new OpenAI({ baseURL: ${none} });\nawait c${create}`),
        'error',
        none,
      );
  });
  it('is warning in settings, but not in a call, of whatever is a test', async () => {
    for (const mark of marksOfTests) {
      const settings = `f({ provider: "openai", model: "gpt-4" });\n${mark}`;
      assert.equal(await verdictOn('typescript', settings), 'warning', mark);
      assert.equal(await verdictOn('typescript', `const c = new OpenAI();\nawait c${create}${mark}`), 'error', mark);
    }
  });
  for (const [title, languageId, text, verdict] of called) {
    it(`is ${verdict} ${title}`, async () => assert.equal(await verdictOn(languageId, text), verdict));
  }
  for (const [title, languageId, text] of listed) {
    it(`is information in ${title}`, async () => {
      assert.equal(await verdictOn(languageId, text), 'information');
      assert.equal((await idsIn(languageId, text)).at(0)?.use, 'list');
    });
  }
});
