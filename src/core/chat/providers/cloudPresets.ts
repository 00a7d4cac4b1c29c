import type { Preset } from './presets';

// What the clouds serve in one of our dialects with a key. All were looked up on 30 November 2026. What they serve with a signature
// (AWS SigV4) or a login alone is asked through a gateway on the user's machine.

/** Their lists, where they have one, are not of the names by which a model is asked there: deployments, inference profiles. */
const own = { baseUrl: '', needsKey: true, isUnlisted: true, families: [], includeUsage: true } as const;

export const cloudPresets: readonly Preset[] = [
  {
    ...own,
    id: 'azure',
    name: 'Azure OpenAI',
    // No api-version; the key as a bearer token, as OpenAI's own clients send it; RESOURCE.services.ai.azure.com is the same:
    // https://learn.microsoft.com/azure/foundry/openai/api-version-lifecycle (19 March 2026).
    address: 'https://RESOURCE.openai.azure.com/openai/v1',
    keyVariable: 'AZURE_OPENAI_API_KEY',
    dialect: 'responses',
    limitField: 'max_completion_tokens',
  },
  {
    ...own,
    id: 'foundry-claude',
    name: 'Claude in Foundry',
    // Takes the key as x-api-key, as Anthropic's own API: https://platform.claude.com/docs/en/build-with-claude/claude-in-microsoft-foundry.
    address: 'https://RESOURCE.services.ai.azure.com/anthropic',
    keyVariable: 'ANTHROPIC_FOUNDRY_API_KEY',
    dialect: 'anthropic-messages',
    limitField: 'max_tokens',
  },
  {
    ...own,
    id: 'bedrock',
    name: 'Amazon Bedrock',
    // https://docs.aws.amazon.com/bedrock/latest/userguide/endpoints.html: bedrock-runtime is the one for new applications, and has
    // no list; some of its models take Responses alone.
    address: 'https://bedrock-runtime.REGION.amazonaws.com/openai/v1',
    keyVariable: 'AWS_BEARER_TOKEN_BEDROCK',
    dialect: 'chat-completions',
    limitField: 'max_completion_tokens',
  },
  {
    ...own,
    id: 'bedrock-claude',
    name: 'Claude on Bedrock',
    // Takes the key as x-api-key: https://docs.aws.amazon.com/bedrock/latest/userguide/inference-messages-api.html.
    address: 'https://bedrock-runtime.REGION.amazonaws.com/anthropic',
    keyVariable: 'AWS_BEARER_TOKEN_BEDROCK',
    dialect: 'anthropic-messages',
    limitField: 'max_tokens',
  },
  {
    ...own,
    id: 'vertex',
    name: 'Google Vertex AI',
    // Now Gemini Enterprise Agent Platform. Its keys of express mode are for generateContent alone, which is none of our dialects.
    // https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/migrate/openai/auth-and-credentials
    address: 'https://aiplatform.googleapis.com/v1/projects/PROJECT/locations/global/endpoints/openapi',
    keyVariable: 'OPENAI_API_KEY',
    dialect: 'chat-completions',
    limitField: 'max_tokens',
  },
];

/** It signs, or logs in, and is asked without that: https://docs.litellm.ai/docs/proxy/quick_start (14 October 2026). */
export const gatewayPreset: Preset = {
  id: 'litellm',
  name: 'LiteLLM gateway',
  baseUrl: '',
  address: 'http://localhost:4000/v1',
  needsKey: false,
  families: [],
  dialect: 'chat-completions',
  limitField: 'max_tokens',
  includeUsage: true,
};
