import { callsAre as check } from './read';

describe('the calls that a file makes', () => {
  describe('go where the only client of their library goes', () => {
    const create = `this.llm.messages.create({ model: 'a' })`;
    const clients = {
      AnthropicVertex: 'vertex',
      AnthropicFoundry: 'azure',
      AnthropicBedrock: 'bedrock',
      Anthropic: 'anthropic',
    };
    for (const [client, service] of Object.entries(clients)) {
      check(client, 'typescript', `const c = new ${client}();\n${create}`, `anthropic messages ${service} a`);
    }
    check('not that of another', 'typescript', `const c = new Mistral();\n${create}`, 'anthropic messages anthropic a');
  });

  describe('of OpenAI', () => {
    check(
      'Chat Completions',
      'typescript',
      `import OpenAI from 'openai';\nconst client = new OpenAI();\nawait client.chat.completions.create({ model: 'gpt-4o', temperature: 0.2, 'top_p': 1, messages: [{ role: 'user', content: 'temperature: 1' }] });`,
      'openai chat openai gpt-4o temperature=0.2 top_p=1',
    );
    check(
      'over several lines',
      'javascript',
      `const r = await this.openai\n  .chat\n  .completions\n  .create({\n    model: "o3", // model: 'no'\n    max_tokens: 100,\n  }, { timeout: 5 });`,
      'openai chat - o3 max_tokens=100 timeout=5',
    );
    check(
      'Responses',
      'typescript',
      `client.responses.create({ model: 'gpt-5', reasoning: { effort: 'low' }, text: { verbosity: 'low' }, input: 'x' })`,
      "openai responses - gpt-5 reasoning={ effort: 'low' } reasoning.effort=low text={ verbosity: 'low' } text.verbosity=low",
    );
    check(
      'parameters with a type',
      'typescript',
      `const params: OpenAI.Chat.ChatCompletionCreateParamsStreaming = { model: 'gpt-4o', stream: true, messages };`,
      'openai chat - gpt-4o stream=true',
    );
    check(
      'Chat Completions',
      'python',
      `client = OpenAI()\nr = client.chat.completions.create(\n    model="gpt-4o",\n    temperature=0.2,\n    extra_body={"top_k": 5},\n    messages=[{"role": "user", "content": f"max_tokens={n}"}],\n)`,
      'openai chat openai gpt-4o temperature=0.2 extra_body={"top_k": 5} extra_body.top_k=5',
    );
    check(
      'the old library',
      'python',
      `openai.ChatCompletion.create(model="gpt-3.5-turbo", temperature=0)`,
      'openai chat - gpt-3.5-turbo temperature=0',
    );
    check(
      'embeddings',
      'python',
      `client.embeddings.create(model='text-embedding-3-small', input=x)`,
      'openai embeddings - text-embedding-3-small',
    );
    check(
      'its parameters',
      'go',
      `resp, err := client.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{\n\tModel: "gpt-4o",\n\tTemperature: openai.Float(0.2),\n\tMessages: []openai.M{openai.UserMessage("x")},\n})`,
      'openai chat - gpt-4o Temperature=openai.Float(0.2)',
    );
    check(
      'parameters by themselves',
      'go',
      `params := openai.ChatCompletionNewParams{\n\tModel: "gpt-4o",\n}\nclient.Chat.Completions.New(ctx, params)`,
      'openai chat - gpt-4o',
      'openai chat - -',
    );
    check(
      'its builder',
      'java',
      `var params = ChatCompletionCreateParams.builder()\n    .model("o3-mini")\n    .temperature(0.2)\n    .addUserMessage("x")\n    .build();`,
      'openai chat - o3-mini temperature=0.2',
    );
    check(
      'a model by its name',
      'java',
      `ChatCompletionCreateParams.builder().model(ChatModel.of("gpt-4o")).maxTokens(5).build()`,
      'openai chat - gpt-4o maxTokens=5',
    );
    check(
      'its client and options',
      'csharp',
      `using OpenAI.Chat;\nChatClient client = new(model: "x");\nvar c = new ChatClient("o3-mini", key);\nvar o = new ChatCompletionOptions() { Temperature = 0.2f, MaxOutputTokenCount = 10 };`,
      'openai chat - o3-mini',
      'openai chat - o3-mini Temperature=0.2f MaxOutputTokenCount=10',
    );
    check('a constant', 'python', `MODEL = "o3"\nclient.chat.completions.create(model=MODEL)`, 'openai chat - o3');
    check(
      'a constant that is set twice',
      'python',
      `MODEL = "o3"\nMODEL = "gpt-4"\nclient.chat.completions.create(model=MODEL)`,
      'openai chat - -',
    );
    check(
      'a model with its type',
      'typescript',
      `client.chat.completions.create({ model: 'gpt-4o' as const })`,
      'openai chat - gpt-4o',
    );
    check(
      'a variable with its types',
      'typescript',
      `client.chat.completions.create({ model: model as 'gpt-4o' | 'o3' })`,
      'openai chat - -',
    );
    check(
      'a choice of two',
      'typescript',
      `client.chat.completions.create({ model: fast ? 'gpt-4o-mini' : 'gpt-4o' })`,
      'openai chat - -',
    );
    check('a setting', 'python', `client.chat.completions.create(model=os.getenv("MODEL"))`, 'openai chat - -');
    check(
      'nothing',
      'python',
      `client.chat.completions.create(model="o3", temperature=None)`,
      'openai chat - o3 temperature=nothing',
    );
  });

  describe('of others through its library', () => {
    check(
      'Azure',
      'python',
      `client = AzureOpenAI(azure_endpoint="https://x.openai.azure.com", api_version="1")\nclient.chat.completions.create(model="my-gpt")`,
      'openai chat azure my-gpt',
    );
    check(
      'DeepSeek',
      'python',
      `client = OpenAI(api_key=k, base_url="https://api.deepseek.com")\nclient.chat.completions.create(model="deepseek-chat")`,
      'openai chat deepseek deepseek-chat',
    );
    check(
      'xAI',
      'typescript',
      `const client = new OpenAI({ apiKey, baseURL: 'https://api.x.ai/v1' });\nclient.chat.completions.create({ model: 'grok-4' });`,
      'openai chat xai grok-4',
    );
    check(
      'Groq, and its own library',
      'typescript',
      `const a = new OpenAI({ baseURL: "https://api.groq.com/openai/v1" });\nconst groq = new Groq();\na.chat.completions.create({ model: 'x' });\ngroq.chat.completions.create({ model: 'y', logprobs: true });`,
      'openai chat groq x',
      'openai chat groq y logprobs=true',
    );
    check(
      'another one',
      'typescript',
      `const client = new OpenAI({ baseURL: 'https://llm.example.com/v1' });\nclient.chat.completions.create({ model: 'gpt-4o' });`,
      'openai chat other custom gpt-4o',
    );
    check(
      'one that a setting names',
      'python',
      `client = OpenAI(base_url=os.environ["URL"])\nclient.chat.completions.create(model="gpt-4o")`,
      'openai chat other custom gpt-4o',
    );
    check(
      'this machine',
      'python',
      `client = OpenAI(base_url="http://localhost:11434/v1")\nclient.chat.completions.create(model="llama3")`,
      'openai chat local llama3',
    );
    check(
      'the client that it is made on',
      'typescript',
      `const groq = new OpenAI({ baseURL: 'https://api.groq.com/openai/v1' });\nconst openai = new OpenAI();\nopenai.chat.completions.create({ model: 'a' });\ngroq.chat.completions.create({ model: 'b' });`,
      'openai chat openai a',
      'openai chat groq b',
    );
    check(
      'a client without a name',
      'typescript',
      `const other = new OpenAI({ baseURL: 'https://a.example' });\nnew OpenAI().chat.completions.create({ model: 'gpt-4o' })`,
      'openai chat openai gpt-4o',
    );
    check(
      'an option of the client',
      'go',
      `client := openai.NewClient(option.WithBaseURL("https://llm.example.com"))\nclient.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{Model: "x"})`,
      'openai chat other custom x',
    );
  });

  describe('are none', () => {
    check(
      'in a comment',
      'typescript',
      `// client.chat.completions.create({ model: 'gpt-4o' })\n/* client.messages.create({ model: 'x' }) */`,
    );
    check(
      'in a string',
      'python',
      `"""\nclient.chat.completions.create(model="gpt-4o")\n"""\nx = 'client.messages.create(model="x")'`,
    );
    check(
      'where they are defined',
      'python',
      `def completion(model="gpt-4o"):\n  pass\nclass ChatOpenAI(Base):\n  pass\nfrom litellm import completion`,
    );
    check(
      'of other libraries',
      'typescript',
      `prisma.user.create({ data: { model: 'gpt-4o' } }); db.chat.insert(1); generateText({ model: 'x' }); stripe.completions.create({});`,
    );
    check('in prose', 'markdown', `client.chat.completions.create({ model: 'gpt-4o' })`);
    check('of a longer name', 'python', `my_litellm_completion(model="x")\nXChatOpenAI(model="y")`);
  });

  describe('while they are typed', () => {
    check(
      'without a closing bracket',
      'typescript',
      `client.chat.completions.create({\n  model: 'gpt-4o',\n  temperature: 0\n\nconst other = { top_p: 1 };`,
      'openai chat - gpt-4o temperature=0',
    );
    check(
      'with an open string',
      'typescript',
      `client.chat.completions.create({ model: 'gpt-4o, top_p: 1 })\nclient.messages.create({ model: 'claude-opus-4-8' })`,
      'openai chat - -',
      'anthropic messages anthropic claude-opus-4-8',
    );
    check(
      'without an end',
      'python',
      `client.messages.create(model="claude-opus-4-8", max_tokens=`,
      'anthropic messages anthropic claude-opus-4-8 max_tokens=',
    );
    check(
      'before a definition',
      'python',
      `client.messages.create(model="claude-opus-4-8",\n\ndef other(temperature=1):\n  pass`,
      'anthropic messages anthropic claude-opus-4-8',
    );
    check(
      'with a bracket of another kind',
      'typescript',
      `client.chat.completions.create({ model: 'gpt-4o', stop: ['a' })`,
      "openai chat - gpt-4o stop=['a'",
    );
    check(
      'with a function in it',
      'typescript',
      `client.chat.completions.create({ model: 'gpt-4o', onDone: () => { const temperature = 1; if (a) { b({ top_p: 1 }); } }, top_p: 0 })`,
      'openai chat - gpt-4o onDone=() => { const temperature = 1; if (a) { b({ top_p: 1 }); } } top_p=0',
    );
  });
});
