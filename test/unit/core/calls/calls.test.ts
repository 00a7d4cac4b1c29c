import assert from 'node:assert/strict';
import { described } from './read';

const check = (title: string, languageId: string, text: string, ...expected: string[]): void => {
  it(`${title} (${languageId})`, async () => assert.deepEqual(await described(languageId, text), expected));
};

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
      'openai chat - gpt-4o Temperature=0.2',
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
      'openai chat - o3-mini Temperature=0.2 MaxOutputTokenCount=10',
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

  describe('of Anthropic', () => {
    check(
      'Messages',
      'typescript',
      `const anthropic = new Anthropic();\nanthropic.messages.create({ model: 'claude-opus-4-8', max_tokens: 1024, thinking: { type: 'enabled', budget_tokens: 2000 } });`,
      "anthropic messages anthropic claude-opus-4-8 max_tokens=1024 thinking={ type: 'enabled', budget_tokens: 2000 } thinking.type=enabled thinking.budget_tokens=2000",
    );
    check(
      'a stream',
      'python',
      `with client.messages.stream(model="claude-opus-4-8", max_tokens=1_024, top_k=5) as stream:`,
      'anthropic messages anthropic claude-opus-4-8 max_tokens=1024 top_k=5',
    );
    check(
      'at Bedrock',
      'python',
      `client = AnthropicBedrock()\nclient.beta.messages.create(model="us.anthropic.claude-opus-4-8")`,
      'anthropic messages bedrock us.anthropic.claude-opus-4-8',
    );
    check(
      'at Vertex',
      'typescript',
      `const c = new AnthropicVertex({ region });\nc.messages.create({ model: 'claude-opus-4-8' })`,
      'anthropic messages vertex claude-opus-4-8',
    );
    check(
      'its parameters',
      'go',
      `client.Messages.New(ctx, anthropic.MessageNewParams{Model: "claude-opus-4-8", MaxTokens: 1024, Temperature: anthropic.Float(0.5)})`,
      'anthropic messages anthropic claude-opus-4-8 MaxTokens=1024 Temperature=0.5',
    );
    check(
      'its builder',
      'java',
      `import com.anthropic.x;\nMessageCreateParams.builder().model("claude-opus-4-8").maxTokens(1024L).temperature(0.5).build()`,
      'anthropic messages anthropic claude-opus-4-8 maxTokens=1024 temperature=0.5',
    );
    check(
      'what begins with its properties',
      'csharp',
      `using Anthropic;\nvar p = new MessageCreateParams { Model = "claude-opus-4-8", MaxTokens = 1024 };`,
      'anthropic messages anthropic claude-opus-4-8 MaxTokens=1024',
    );
    check('not of a thread', 'python', `client.beta.threads.messages.create(thread_id=t)`);
  });

  describe('of Google', () => {
    check(
      'generateContent',
      'typescript',
      `const ai = new GoogleGenAI({ apiKey });\nai.models.generateContent({ model: 'gemini-3.5-flash', contents: 'x', config: { temperature: 0.1, thinkingConfig: { thinkingBudget: 0 } } })`,
      'google generateContent google gemini-3.5-flash config={ temperature: 0.1, thinkingConfig: { thinkingBudget: 0 } } config.temperature=0.1 config.thinkingConfig={ thinkingBudget: 0 } config.thinkingConfig.thinkingBudget=0',
    );
    check(
      'generate_content',
      'python',
      `client = genai.Client()\nclient.models.generate_content(model="gemini-3.5-flash", contents="x", config=types.GenerateContentConfig(temperature=0.1))`,
      'google generateContent google gemini-3.5-flash config=types.GenerateContentConfig(temperature=0.1) config.temperature=0.1',
    );
    check(
      'at Vertex',
      'python',
      `client = genai.Client(vertexai=True, project="p")\nclient.models.generate_content(model="gemini-3.5-flash", contents="x")`,
      'google generateContent vertex gemini-3.5-flash',
    );
    check(
      'a model of the old library',
      'python',
      `import google.generativeai as genai\nm = genai.GenerativeModel("gemini-2.5-pro", generation_config={"temperature": 1})`,
      'google generateContent - gemini-2.5-pro generation_config={"temperature": 1} generation_config.temperature=1',
    );
    check(
      'a model of the old library',
      'javascript',
      `import { GoogleGenerativeAI } from '@google/generative-ai';\nconst m = genAI.getGenerativeModel({ model: "gemini-2.5-flash" });`,
      'google generateContent - gemini-2.5-flash',
    );
    check(
      'GenerateContent',
      'go',
      `import "google.golang.org/genai"\nr, err := client.Models.GenerateContent(ctx, "gemini-3.5-flash", genai.Text("x"), nil)`,
      'google generateContent - gemini-3.5-flash',
    );
    check(
      'generateContent',
      'java',
      `client.models.generateContent("gemini-3.5-flash", "x", null);`,
      'google generateContent - gemini-3.5-flash',
    );
    check(
      'GenerateContentAsync',
      'csharp',
      `await client.Models.GenerateContentAsync(model: "gemini-3.5-flash", contents: "x");`,
      'google generateContent - gemini-3.5-flash',
    );
  });

  describe('of other makers and hosts', () => {
    check(
      'Mistral',
      'typescript',
      `const client = new Mistral({ apiKey });\nclient.chat.complete({ model: 'mistral-large-latest', temperature: 0 });`,
      'mistral chat mistral mistral-large-latest temperature=0',
    );
    check(
      'Mistral',
      'python',
      `from mistralai import Mistral\nclient.chat.stream(model="mistral-small-latest", max_tokens=5)`,
      'mistral chat mistral mistral-small-latest max_tokens=5',
    );
    check(
      'xAI',
      'python',
      `from xai_sdk import Client\nchat = client.chat.create(model="grok-4")`,
      'xai chat xai grok-4',
    );
    check(
      'Converse',
      'typescript',
      `new ConverseCommand({ modelId: 'us.anthropic.claude-opus-4-8', inferenceConfig: { temperature: 0 } })`,
      'bedrock converse bedrock us.anthropic.claude-opus-4-8 inferenceConfig={ temperature: 0 } inferenceConfig.temperature=0',
    );
    check(
      'converse',
      'python',
      `bedrock = boto3.client("bedrock-runtime")\nbedrock.converse(modelId="amazon.nova-pro-v1:0", inferenceConfig={"maxTokens": 5})`,
      'bedrock converse bedrock amazon.nova-pro-v1:0 inferenceConfig={"maxTokens": 5} inferenceConfig.maxTokens=5',
    );
    check(
      'a builder within a builder',
      'java',
      `ConverseRequest.builder().modelId("amazon.nova-pro-v1:0").inferenceConfig(InferenceConfiguration.builder().temperature(0.5F).build()).build()`,
      'bedrock converse bedrock amazon.nova-pro-v1:0 inferenceConfig=InferenceConfiguration.builder().temperature(0.5F).build() inferenceConfig.builder= inferenceConfig.temperature=0.5 inferenceConfig.build=',
    );
    check(
      'ConverseInput',
      'go',
      `c.Converse(ctx, &bedrockruntime.ConverseInput{ModelId: aws.String("amazon.nova-pro-v1:0")})`,
      'bedrock converse bedrock amazon.nova-pro-v1:0',
    );
    check(
      'InvokeModel',
      'python',
      `client.invoke_model(modelId="amazon.nova-pro-v1:0", body=b)`,
      'bedrock invoke bedrock amazon.nova-pro-v1:0 body=b',
    );
    check('Ollama', 'python', `ollama.chat(model="llama3.1:8b")`, 'ollama chat local llama3.1:8b');
  });

  describe('of frameworks', () => {
    check(
      'LangChain',
      'python',
      `llm = ChatOpenAI(model="o3", temperature=0)\nc = ChatAnthropic(model_name="claude-opus-4-8")`,
      'langchain framework - o3 temperature=0',
      'langchain framework anthropic claude-opus-4-8',
    );
    check(
      'LangChain with an address',
      'python',
      `ChatOpenAI(model="x", base_url="http://localhost:1234/v1")`,
      'langchain framework local x base_url=http://localhost:1234/v1',
    );
    check(
      'LangChain',
      'typescript',
      `new ChatAnthropic({ model: 'claude-opus-4-8', temperature: 0 })`,
      'langchain framework anthropic claude-opus-4-8 temperature=0',
    );
    check(
      'init_chat_model',
      'python',
      `init_chat_model("anthropic:claude-opus-4-8", temperature=0)\ninit_chat_model("gpt-4o", model_provider="openai")`,
      'langchain framework anthropic anthropic:claude-opus-4-8 temperature=0',
      'langchain framework openai gpt-4o',
    );
    check(
      'LangChain4j',
      'java',
      `OpenAiChatModel.builder().apiKey(k).modelName("gpt-4o").temperature(0.1).build()`,
      'langchain framework - gpt-4o apiKey=k temperature=0.1',
    );
    check(
      'LiteLLM',
      'python',
      `from litellm import completion\ncompletion(model="anthropic/claude-opus-4-8", temperature=0)\nlitellm.completion("gpt-4o", messages)`,
      'litellm framework anthropic anthropic/claude-opus-4-8 temperature=0',
      'litellm framework - gpt-4o',
    );
    check(
      'Vercel AI SDK',
      'typescript',
      `import { generateText } from 'ai';\nimport { openai } from '@ai-sdk/openai';\ngenerateText({ model: openai('gpt-4o'), temperature: 0 });\nstreamText({ model: openai.responses('o3'), prompt });\ngenerateText({ model: 'anthropic/claude-opus-4-8' });`,
      'vercel framework openai gpt-4o temperature=0',
      'vercel framework openai o3',
      'vercel framework anthropic anthropic/claude-opus-4-8',
    );
    check(
      'Vercel AI SDK with a provider of its own',
      'typescript',
      `import { generateText } from 'ai';\nconst openai = createOpenAI({ baseURL: 'https://llm.example.com' });\ngenerateText({ model: openai('gpt-4o') });`,
      'vercel framework other custom gpt-4o',
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
