import { variableNames } from '../template/placeholders';
import type { JsonObject, Prompt, PromptMetadata } from '../prompt';
import { splitFrontMatter, trimmed } from './frontMatter';
import { unclosed } from './prompty';
import { noFields, readYamlFields } from './yamlFields';

/** Reads a prompt of VS Code's chat: `.prompt.md`. All of its text is what the user says. */
export function readVsCodePrompt(text: string): Prompt {
  const { fields: span, body, isOpen } = splitFrontMatter(text);
  const { raw, values, keys, problems } = span ? readYamlFields(text, span) : noFields;
  const said = trimmed(text, body);
  const source = text.slice(said.start, said.end);
  return {
    form: 'vscode',
    metadata: metadataOf(raw, source),
    syntax: 'variables',
    templates: [{ span: said, source, role: 'user' }],
    ...{ values, keys },
    problems: [...problems, ...(isOpen && span ? [unclosed(span)] : [])],
  };
}

function metadataOf(raw: JsonObject | undefined, source: string): PromptMetadata {
  const { name, description, model, tools } = raw ?? {};
  const [first] = Array.isArray(model) ? (model as readonly unknown[]) : [model];
  const asked = variableNames(source);
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof description === 'string' && { description }),
    ...(typeof first === 'string' && { model: first }),
    ...(Array.isArray(tools) && { tools: tools.filter((tool) => typeof tool === 'string') }),
    ...(asked.length > 0 && { input: { schema: schemaOf(asked) } }),
    ...(raw && { raw }),
  };
}

const schemaOf = (asked: ReturnType<typeof variableNames>): JsonObject => ({
  type: 'object',
  properties: Object.fromEntries(
    asked.map(({ name, hint }) => [name, { type: 'string', ...(hint !== undefined && { description: hint }) }]),
  ),
});
