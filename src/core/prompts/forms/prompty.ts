import { isRecord } from '../../base/json';
import type { JsonObject, Prompt, PromptMetadata, PromptProblem, PromptTool, TemplateSyntax } from '../prompt';
import { promptyAgent } from './promptyAgent';
import type { PromptyAgent } from './promptyAgent';
import { resolveReferences } from './promptyReferences';
import type { PromptyReferences } from './promptyReferences';
import { schemaOfProperties } from './promptySchema';
import type { PromptYaml } from './promptYaml';
import { readFrontMatter } from './readFrontMatter';

/** A .prompty file: the prompt, and the fields as its schema has them. */
interface PromptyFile {
  readonly agent: PromptyAgent;
  readonly prompt: Prompt;
}

/**
 * Reads a file of Prompty, version 2, and the parts of version 1 that mean the same. Lines such as `user:` begin its
 * messages.
 */
export function readPrompty(text: string, references: PromptyReferences = {}): PromptyFile {
  const { body, ...yaml } = readFrontMatter(text);
  const resolved = resolveReferences(yaml.raw, references);
  const agent = promptyAgent(resolved.fields);
  const problems: PromptProblem[] = [
    ...yaml.problems,
    ...resolved.faults.map(({ pointer, ...fault }) => ({ ...fault, span: yaml.values.get(pointer) ?? body })),
    ...templateProblems(yaml),
  ];
  const prompt: Prompt = {
    form: 'prompty',
    metadata: metadataOf(agent, yaml.raw),
    syntax: syntaxOf(agent),
    templates: [{ span: body, source: text.slice(body.start, body.end) }],
    ...{ values: yaml.values, keys: yaml.keys, problems },
  };
  return { agent, prompt };
}

function templateProblems({ raw, values }: PromptYaml): PromptProblem[] {
  const template = raw['template'];
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

function metadataOf(agent: PromptyAgent, raw: JsonObject): PromptMetadata {
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
    raw,
  };
}

/** Whether an input is a value. A thread is the earlier conversation, which no input holds. */
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
