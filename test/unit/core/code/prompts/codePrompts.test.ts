import assert from 'node:assert/strict';
import { codePromptsIn } from '../../../../../src/core/code/prompts/codePrompts';
import { shownPrompts } from '../../../../../src/core/code/prompts/shownPrompts';
import type { WrittenPart } from '../../../../../src/core/code/strings/rewriteText';
import { regionText } from '../../../../../src/core/text/regions/regionText';

const partText = (part: WrittenPart): string => {
  if (part.kind === 'gap') return part.text;
  if (part.kind === 'value') return `<${part.code}>`;
  return part.literal.pieces.map((piece) => (piece.kind === 'text' ? piece.text : `<${piece.code}>`)).join('');
};

/** `model role: text` of each message of each call that has a string. */
async function said(languageId: string, text: string): Promise<string[]> {
  const prompts = await codePromptsIn(regionText(text, languageId));
  assert.ok(prompts);
  return prompts.flatMap(({ call, messages }) =>
    messages.map(
      ({ role, parts, isCut }) =>
        `${call.model?.value ?? '-'} ${role}: ${parts.map(partText).join('')}${isCut ? ' …' : ''}`,
    ),
  );
}

const saysIn = (title: string, languageId: string, text: string, ...expected: string[]): void => {
  it(`are found ${title} (${languageId})`, async () => assert.deepEqual(await said(languageId, text), expected));
};

describe('the prompts of calls', () => {
  saysIn(
    'in messages, also where names of the file are given a text or a list',
    'python',
    `SYSTEM = """You are {name}.""".format(name=x)
messages = [{"role": "system", "content": SYSTEM}, {"role": "assistant", "content": ("a" "b" + q)}]
client.chat.completions.create(model="gpt-4o", messages=messages)`,
    'gpt-4o system: You are <name>.',
    'gpt-4o assistant: ab<q>',
  );
  saysIn(
    'in parts of a message, without their indentation',
    'python',
    `client.messages.create(model="claude-x", system=textwrap.dedent("""\\
    One
      two"""), messages=[
  {"role": "user", "content": [{"type": "text", "text": f"Hi {q!r}"}, {"type": "image", "source": {"type": "url"}}]},
  {"role": "user", "content": q}])`,
    'claude-x system: One\n  two',
    'claude-x user: Hi <q!r> …',
    'claude-x user: <q>',
  );
  saysIn(
    'as instructions and input, and nothing that makes vectors',
    'python',
    `client.responses.create(model="m", instructions="Be brief", input=f'What is {a["b"]}?')
client.embeddings.create(model="e", input="text")
client.responses.create(model="m", input=question)`,
    'm system: Be brief',
    'm user: What is <a["b"]>?',
  );
  saysIn(
    'in contents and their config',
    'python',
    `from google import genai
client.models.generate_content(model="g", contents=[types.Content(role="user", parts=[types.Part.from_text(text="Hi")])],
  config=types.GenerateContentConfig(system_instruction="Be nice", temperature=1))`,
    'g system: Be nice',
    'g user: Hi',
  );
  saysIn(
    'of frameworks, and of templates with tags',
    'typescript',
    `import { generateText } from 'ai';
const system = \`You are \${name}.\`;
await generateText({ model: openai('gpt-4o'), system, prompt: 'a' + 'b' + (x as string) });
await openai.chat.completions.create({ model: 'm', messages: [...old, { role: 'developer', content: dedent\`
   Hi
     \${x}
\` }, { role: 'user', content } ] });`,
    'gpt-4o system: You are <name>.',
    'gpt-4o user: ab<(x as string)>',
    'm system: Hi\n  <x>',
    'm user: <content>',
  );
  saysIn(
    'in structs and calls that make messages',
    'go',
    `import openai "github.com/sashabaranov/go-openai"
var r = openai.ChatCompletionRequest{Model: "m", Messages: []openai.ChatCompletionMessage{{Role: openai.ChatMessageRoleSystem, Content: "Hi"}, {Role: "user", Content: fmt.Sprintf("raw %s", x)}}}
client.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{Model: "n", Messages: []openai.ChatCompletionMessageParamUnion{openai.SystemMessage("sys"), openai.UserMessage(q)}})
a.Messages.New(ctx, anthropic.MessageNewParams{Model: "c", System: []anthropic.TextBlockParam{{Text: "nice"}}, Messages: []anthropic.MessageParam{anthropic.NewUserMessage(anthropic.NewTextBlock("hey"))}})`,
    'm system: Hi',
    'm user: raw <%s>',
    'n system: sys',
    'n user: <q>',
    'c system: nice',
    'c user: hey',
  );
  saysIn(
    'in builders',
    'java',
    `var p = ChatCompletionCreateParams.builder().model("m").addSystemMessage("""
      You are
        nice
      """).addUserMessage("hi " + name).build();`,
    'm system: You are\n  nice\n',
    'm user: hi <name>',
  );
  saysIn(
    'in initializers',
    'csharp',
    `using Anthropic;
var p = new MessageCreateParams { Model = "m", System = $"You {x}", Messages = [new() { Role = Role.User, Content = @"q ""x""" }] };`,
    'm system: You <x>',
    'm user: q "x"',
  );
  saysIn(
    'with what fills them, also where it is called on all of several strings',
    'python',
    `client.responses.create(model='m', instructions='{a} ' '{{b}} {} {c!r}'.format(x, a=1, c=2), input='100%% %s ' '%(n)d' % x + 'y')`,
    'm system: <a> {b} <> <c!r>',
    'm user: 100% <%s> <%(n)d>y',
  );
  saysIn(
    'not where it is not known what of them is sent',
    'python',
    `client.responses.create(model="m", instructions="a", input=f"{a}".format(b))
client.responses.create(model="m", instructions="b", input=("  a " "b").strip())
client.responses.create(model="m", instructions="c", input=TEXT.format("x"))
client.responses.create(model="m", instructions="d", input="a %s" % x if y else "b")`,
    'm system: a',
    'm user: <f"{a}".format(b)>',
    'm system: b',
    'm user: <("  a " "b").strip()>',
    'm system: c',
    'm user: <TEXT.format("x")>',
    'm system: d',
    'm user: <"a %s" % x if y else "b">',
  );
  saysIn(
    'with their backslashes where the tag says so, and not behind a tag that is not known',
    'typescript',
    'client.responses.create({ model: "m", instructions: String.raw`C:\\new ${x}\\`\\${y}`, input: sql`a` });',
    'm system: C:\\new <x>\\`\\${y}',
    'm user: <sql`a`>',
  );
  saysIn(
    'not in comments, nor where the name is given more text later',
    'python',
    `# client.responses.create(model="m", input="no")
p = "one"
p += "two"
client.responses.create(model="m", instructions="x", input=p)`,
    'm system: x',
    'm user: <p>',
  );

  /** Whether a call is read as text that a name in it is given elsewhere. */
  const knows = (title: string, languageId: string, isKnown: boolean, ...texts: string[]): void => {
    it(`${isKnown ? 'know' : 'do not know'} a text ${title} (${languageId})`, async () => {
      for (const text of texts) {
        const [prompt] = (await codePromptsIn(regionText(text, languageId))) ?? [];
        assert.equal(prompt?.messages[0]?.parts.map(partText).join(''), isKnown ? 'text' : undefined, text);
      }
    });
  };
  const create = (what: string): string => `client.responses.create(model="m", input=${what})`;
  const inDef = (what: string, parameters = ''): string => `def b(${parameters}):\n    return ${create(what)}\n`;

  knows(
    'of another function, of a parameter, or of a loop',
    'python',
    false,
    `def a():\n    p = "text"\n    log(p)\n\n${inDef('p', 'p')}`,
    `def a():\n    p = "text"\n    log(p)\n\n${inDef('p')}`,
    `p = "text"\n${inDef('p', 'q: dict[str, int] = {}, *, p: str | None = None')}`,
    `${inDef('p', 'p')}p = "text"\n`,
    `p = "text"\nfor q, p in list:\n    ${create('p')}\n`,
    `p = "text"\nwith open("a") as p:\n    ${create('p')}\n`,
    `p = "text"\nq, p = load()\n${create('p')}\n`,
    `class A:\n    def a(self):\n        self.p = "text"\n\n    def b(self, p):\n        ${create('p')}\n`,
    `class A:\n    p = "text"\n\nclass B:\n    def b(self):\n        ${create('self.p')}\n`,
    `class A:\n    def a(self):\n        self.p = "text"\n\nclass B:\n    def b(self):\n        ${create('self.p')}\n`,
  );
  knows(
    'of the module, of the same function, and of the object',
    'python',
    true,
    `p = "text"\n${inDef('p', 'q=p, r: p = 1')}`,
    `def a(p):\n    log(p)\n\np = "text"\n${inDef('p')}`,
    `def a(p):\n    p = "text"\n    if p:\n        def c():\n            ${create('p')}\n`,
    `def a():\n    p = """text"""\n    log("""\ndef x():\n""",\n  p)\n    ${create('p')}\n`,
    `${inDef('p')}\np = "text"\n`,
    `class A:\n    p = "text"\n\n    def b(self):\n        ${create('self.p')}\n`,
    `class A:\n    def a(self):\n        self.p = "text"\n\n    def b(self, p):\n        ${create('self.p')}\n`,
    `p = "text"\nlog(p, q=1)\n${create('p')}\n`,
  );
  const script = 'client.responses.create({ model: "m", input: p })';
  knows(
    'of another function, of a parameter, or of a loop',
    'typescript',
    false,
    `function a() { const p = 'text'; log(p) }\nasync function b() { await ${script} }`,
    `const p = 'text';\nasync function b(q: string, p: string): Promise<void> { await ${script} }`,
    `const p = 'text'\nconst b = async ({ p }: Props) => {\n  await ${script}\n}`,
    `const p = 'text'\nconst b = (p) => ${script}`,
    `const p = 'text'\nlist.map(p => ${script})`,
    `const p = 'text'\nfor (const p of list) ${script}`,
    `const p = 'text'\napp.post('/', async (req) => { const { p } = await req.json(); ${script} })`,
  );
  knows(
    'of the module, and of blocks around it',
    'typescript',
    true,
    `const p = 'text'\nasync function b(q: string) { log(p)\n if (p) { for (const q of list) { await ${script} } } }`,
    `const b = async ({ q }) => {\n  const p = 'text'\n  try { await ${script} } catch (error) { log(error) } }`,
    `const q = (p) => p.length\nconst p = 'text'\nawait ${script}`,
  );
  const go = 'client.Responses.New(ctx, responses.ResponseNewParams{Model: "m", Input: openai.String(p)})';
  knows(
    'of another function, or of a parameter',
    'go',
    false,
    `func a() {\n\tp := "text"\n\tlog(p)\n}\nfunc b() {\n\t${go}\n}`,
    `const p = "text"\nfunc (s *S) b(p string) (string, error) {\n\t${go}\n}`,
    `func b() {\n\tp := "text"\n\tp, err := load()\n\t${go}\n}`,
  );
  knows(
    'of the same function',
    'go',
    true,
    `func b(q string) error {\n\tp := "text"\n\tif q != "" {\n\t\t${go}\n\t}\n}`,
  );
  const java = 'ResponseCreateParams.builder().model("m").input(p).build();';
  knows(
    'of a field',
    'java',
    true,
    `class A {\n  private static final String p = "text";\n  void b(String q) throws Error {\n    ${java}\n  }\n}`,
  );
  knows(
    'that a parameter hides',
    'java',
    false,
    `class A {\n  private static final String p = "text";\n  void b(String p) throws Error {\n    ${java}\n  }\n}`,
  );

  it('are shown at their call or at their name, once, and only where they are long', async () => {
    const long = 'word '.repeat(60);
    const text = `P = "${long}"
client.responses.create(model="m", instructions=P, input=f"${long}{x}")
client.responses.create(model="m", instructions=P, input="short")`;
    const prompts = await codePromptsIn(regionText(text, 'python'));
    const shown = shownPrompts(prompts ?? []);
    assert.deepEqual(
      shown.map(({ at, values }) => [text.slice(at, at + 4), values]),
      [
        ['P = ', 0],
        ['crea', 1],
      ],
    );
  });

  it('take no long time where brackets and quotes are many', async () => {
    for (const mean of [
      '("'.repeat(4_000),
      '[{'.repeat(4_000),
      '`${'.repeat(3_000),
      'f"{'.repeat(3_000),
      'x+'.repeat(4_000),
    ]) {
      for (const language of ['python', 'typescript', 'csharp']) {
        const text = `client.responses.create(model="m", input="a", instructions=${mean}`;
        assert.ok(await codePromptsIn(regionText(text, language)));
      }
    }
  });
});
