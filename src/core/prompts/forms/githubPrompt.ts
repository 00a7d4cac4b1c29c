import { isRecord, parseJson } from '../../base/json';
import type { Span } from '../../text/span';
import { placeholderNames } from '../template/placeholders';
import type { JsonObject, Prompt, PromptMetadata, PromptProblem, TemplateText } from '../prompt';
import { chatTemplates } from './chatTemplates';
import { readPromptYaml } from './promptYaml';

/**
 * Reads a prompt of GitHub Models: `.prompt.yml`. Its names have two braces on each side, and it has no other template
 * syntax.
 */
export function readGithubPrompt(text: string): Prompt {
  const { raw, values, keys, problems } = readPromptYaml(text, 0);
  const within = { start: 0, end: text.length };
  const list = raw['messages'];
  const found = Array.isArray(list)
    ? chatTemplates({ value: list, pointer: '/messages', values, within })
    : { templates: [], problems: [] };
  const all = [...problems, ...found.problems];
  return {
    ...({ form: 'github', syntax: 'placeholders' } as const),
    metadata: metadataOf(raw, found.templates),
    templates: found.templates,
    ...{ values, keys },
    problems: found.templates.length + all.length > 0 ? all : [noMessages(within)],
  };
}

const noMessages = (span: Span): PromptProblem => ({
  ...({ span, severity: 'error', rule: 'no-messages' } as const),
  message: (say) => say('A prompt has "messages": a list of them, each with a role and a content.'),
});

/** Names of the parameters in other forms, where they differ. */
const parameterNames: Readonly<Record<string, string>> = {
  maxTokens: 'maxOutputTokens',
  maxCompletionTokens: 'maxOutputTokens',
  stop: 'stopSequences',
};

function metadataOf(raw: JsonObject, templates: readonly TemplateText[]): PromptMetadata {
  const { name, description, model, modelParameters, responseFormat, jsonSchema } = raw;
  const names = [...new Set(templates.flatMap(({ source }) => placeholderNames(source)))];
  const schema = schemaOf(jsonSchema);
  const isJson = responseFormat === 'json_object' || responseFormat === 'json_schema';
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof description === 'string' && { description }),
    ...(typeof model === 'string' && { model }),
    ...(isRecord(modelParameters) && { config: renamed(modelParameters) }),
    ...(names.length > 0 && { input: { schema: schemaOfNames(names) } }),
    ...(isJson && { output: { format: 'json', ...(schema && { schema }) } }),
    raw,
  };
}

const renamed = (parameters: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [nameOfParameter(name), value]));

const nameOfParameter = (name: string): string =>
  (Object.hasOwn(parameterNames, name) ? parameterNames[name] : undefined) ?? name;

/** Makes a schema of names, which are all that is known of the values. */
const schemaOfNames = (names: readonly string[]): JsonObject => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
});

/** Reads the schema, which may be a text, and may stand in an object that gives it a name. */
function schemaOf(schema: unknown): JsonObject | undefined {
  const value = typeof schema === 'string' ? parseJson(schema) : schema;
  if (!isRecord(value)) return undefined;
  return isRecord(value['schema']) ? value['schema'] : value;
}
