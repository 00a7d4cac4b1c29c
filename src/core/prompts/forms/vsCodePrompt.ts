import { variableMatches } from '../template/placeholders';
import type { JsonObject, Prompt, PromptMetadata } from '../prompt';
import { readFrontMatter } from './readFrontMatter';

/** Reads a prompt of VS Code's chat: `.prompt.md`. All of its text is what the user says. */
export function readVsCodePrompt(text: string): Prompt {
  const { body, ...yaml } = readFrontMatter(text);
  const source = text.slice(body.start, body.end);
  return {
    ...({ form: 'vscode', syntax: 'variables' } as const),
    metadata: metadataOf(yaml.raw, source),
    templates: [{ span: body, source, role: 'user' }],
    ...{ values: yaml.values, keys: yaml.keys, problems: yaml.problems },
  };
}

function metadataOf(raw: JsonObject, source: string): PromptMetadata {
  const { name, description, model, tools } = raw;
  const [first] = Array.isArray(model) ? (model as readonly unknown[]) : [model];
  const asked = variableMatches(source);
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof description === 'string' && { description }),
    ...(typeof first === 'string' && { model: first }),
    ...(Array.isArray(tools) && { tools: tools.filter((tool) => typeof tool === 'string') }),
    ...(asked.length > 0 && { input: { schema: schemaOf(asked) } }),
    raw,
  };
}

const schemaOf = (asked: ReturnType<typeof variableMatches>): JsonObject => ({
  type: 'object',
  properties: Object.fromEntries(
    asked.map(({ name, hint }) => [name, { type: 'string', ...(hint !== undefined && { description: hint }) }]),
  ),
});
