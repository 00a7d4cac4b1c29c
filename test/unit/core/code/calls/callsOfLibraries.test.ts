import { callsAre as check } from './read';

describe('the calls of libraries that a file makes', () => {
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
      'anthropic messages anthropic claude-opus-4-8 max_tokens=1_024 top_k=5',
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
      'anthropic messages anthropic claude-opus-4-8 MaxTokens=1024 Temperature=anthropic.Float(0.5)',
    );
    check(
      'its builder',
      'java',
      `import com.anthropic.x;\nMessageCreateParams.builder().model("claude-opus-4-8").maxTokens(1024L).temperature(0.5).build()`,
      'anthropic messages anthropic claude-opus-4-8 maxTokens=1024L temperature=0.5',
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
      'bedrock converse bedrock amazon.nova-pro-v1:0 inferenceConfig=InferenceConfiguration.builder().temperature(0.5F).build() inferenceConfig.builder= inferenceConfig.temperature=0.5F inferenceConfig.build=',
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
    check(
      'Vercel AI SDK by its gateway, beside a provider that has no name',
      'typescript',
      `import { generateText } from 'ai';\nexport default createGroq({ apiKey });\ngenerateText({ model: 'anthropic/claude-opus-4-8' });`,
      'vercel framework anthropic anthropic/claude-opus-4-8',
    );
  });
});
