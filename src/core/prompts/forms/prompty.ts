import { isRecord } from '../../base/json';
import type { Span } from '../../text/span';
import type { JsonObject, Prompt, PromptMetadata, PromptProblem, PromptTool, TemplateSyntax } from '../prompt';
import { splitFrontMatter, trimmed } from './frontMatter';
import { promptyAgent } from './promptyAgent';
import type { PromptyAgent } from './promptyAgent';
import { resolveReferences } from './promptyReferences';
import type { PromptyReferences } from './promptyReferences';
import { schemaOfProperties } from './promptySchema';
import { noFields, readYamlFields } from './yamlFields';
import type { Fields } from './yamlFields';

/** A .prompty file: the prompt, and the fields as its schema has them. */
export interface PromptyFile {
  readonly agent: PromptyAgent;
  readonly prompt: Prompt;
}

/** Reads a file of Prompty, version 2; of version 1 what means the same. Lines as `user:` begin its messages. */
export function readPrompty(text: string, references: PromptyReferences = {}): PromptyFile {
  const { fields: span, body, isOpen } = splitFrontMatter(text);
  const fields = span ? readYamlFields(text, span) : noFields;
  const resolved = resolveReferences(fields.raw ?? {}, references);
  const agent = promptyAgent(resolved.fields);
  const instructions = trimmed(text, body);
  const problems: PromptProblem[] = [
    ...fields.problems,
    ...(isOpen && span ? [unclosed(span)] : []),
    ...resolved.faults.map(({ pointer, ...fault }) => ({ ...fault, span: fields.values.get(pointer) ?? body })),
    ...templateProblems(fields),
  ];
  const prompt: Prompt = {
    form: 'prompty',
    metadata: metadataOf(agent, fields.raw),
    syntax: syntaxOf(agent),
    templates: [{ span: instructions, source: text.slice(instructions.start, instructions.end) }],
    values: fields.values,
    keys: fields.keys,
    problems,
  };
  return { agent, prompt };
}

export const unclosed = ({ start }: Span): PromptProblem => ({
  span: { start: 0, end: start },
  severity: 'error',
  rule: 'open-front-matter',
  message: (say) => say('The fields that begin here are not closed by a line of "---".'),
});

function templateProblems({ raw, values }: Fields): PromptProblem[] {
  const template = raw?.['template'];
  const format = isRecord(template) ? template['format'] : undefined;
  const kind = isRecord(format) ? format['kind'] : format;
  const at = (pointer: string, problem: Omit<PromptProblem, 'span' | 'severity' | 'rule'>): PromptProblem[] => {
    const span = values.get(pointer);
    return span ? [{ span, severity: 'error', rule: 'invalid-template', ...problem }] : [];
  };
  if (template !== undefined && template !== null && !isRecord(template)) {
    return at('/template', {
      message: (say) => say('"template" takes fields: "format" and "parser", each with a "kind".'),
    });
  }
  if (kind === undefined || (typeof kind === 'string' && syntaxes.has(kind))) return [];
  const known = [...syntaxes.keys()].join(', ');
  return at('/template/format', { message: (say) => say('The format of a template is one of {0}.', known) });
}

const syntaxes: ReadonlyMap<string, TemplateSyntax> = new Map([
  ['jinja2', 'nunjucks'],
  ['nunjucks', 'nunjucks'],
  ['mustache', 'mustache'],
]);

function syntaxOf({ template }: PromptyAgent): TemplateSyntax {
  const format = template?.['format'];
  const kind = isRecord(format) ? format['kind'] : undefined;
  return (typeof kind === 'string' ? syntaxes.get(kind) : undefined) ?? 'nunjucks';
}

function metadataOf(agent: PromptyAgent, raw: JsonObject | undefined): PromptMetadata {
  const { name, description, metadata, model, inputs, outputs, tools } = agent;
  const functions = tools?.filter((tool) => tool['kind'] === 'function' || !('kind' in tool));
  const others = tools?.filter((tool) => !functions?.includes(tool));
  const defaults = Object.fromEntries(
    (inputs ?? []).filter((input) => 'default' in input).map((input) => [input.name, input['default']]),
  );
  const config = configOf(model);
  const id = modelId(model);
  const version = metadata?.['version'];
  return {
    ...(name !== undefined && { name }),
    ...(typeof version === 'string' && { version }),
    ...(description !== undefined && { description }),
    ...(id !== undefined && { model: id }),
    ...(config && { config }),
    ...(inputs && { input: { schema: schemaOfProperties(inputs.filter(isValue)), defaults } }),
    ...(outputs && { output: { format: 'json', schema: schemaOfProperties(outputs) } }),
    ...(others && others.length > 0 && { tools: others.map((tool) => String(tool['name'])) }),
    ...(functions && functions.length > 0 && { toolDefs: functions.map(toolOf) }),
    ...(raw && { raw }),
  };
}

/** A thread is the conversation of before, which no input holds. */
const isValue = ({ kind }: { readonly kind: string }): boolean => kind !== 'thread';

function modelId(model: JsonObject | undefined): string | undefined {
  const [id, provider] = [model?.['id'], model?.['provider']];
  if (typeof id !== 'string') return undefined;
  return typeof provider === 'string' ? `${provider}/${id}` : id;
}

function configOf(model: JsonObject | undefined): JsonObject | undefined {
  if (!isRecord(model?.['options'])) return undefined;
  const { additionalProperties, ...options } = model['options'];
  return { ...options, ...(isRecord(additionalProperties) && additionalProperties) };
}

function toolOf(tool: JsonObject): PromptTool {
  const { name, description, parameters } = tool;
  return {
    name: String(name),
    ...(typeof description === 'string' && { description }),
    ...(Array.isArray(parameters) && { inputSchema: schemaOfProperties(parameters.filter(isRecord)) }),
  };
}
