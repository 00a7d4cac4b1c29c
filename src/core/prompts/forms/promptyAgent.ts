import { isRecord } from '../../base/json';
import type { JsonObject } from '../prompt';

// The fields of a .prompty file in the one shape that its schema has, whatever short or older form they are written in.

/** A value that an input or an output has: what the schema calls a property. */
interface PromptyProperty extends JsonObject {
  readonly name: string;
  readonly kind: string;
}

/** The fields of a .prompty file: an agent, as its schema calls it. */
export interface PromptyAgent {
  readonly name?: string;
  readonly description?: string;
  readonly metadata?: JsonObject;
  readonly model?: JsonObject;
  readonly inputs?: readonly PromptyProperty[];
  readonly outputs?: readonly PromptyProperty[];
  readonly tools?: readonly JsonObject[];
  readonly template?: JsonObject;
}

/** Reads the fields of version 2 of the form, and those that version 1 had in their place. */
export function promptyAgent(raw: JsonObject): PromptyAgent {
  const { name, description, metadata, model, inputs, outputs, tools, template } = raw;
  const found = {
    name: textOr(name),
    description: textOr(description),
    metadata: isRecord(metadata) ? metadata : undefined,
    model: modelOf(model),
    inputs: withSamples(propertiesOf(inputs), raw['sample']),
    outputs: propertiesOf(outputs),
    tools: listOf(tools)?.map((tool) => withParameters(tool)),
    template: templateOf(template),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

const textOr = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function modelOf(model: unknown): JsonObject | undefined {
  if (typeof model === 'string') return { id: model };
  if (!isRecord(model)) return undefined;
  const { api, configuration, parameters, ...rest } = model;
  if (!isRecord(configuration) && !isRecord(parameters) && api === undefined) return model;
  const { type, ...where } = isRecord(configuration) ? configuration : {};
  const id = where['azure_deployment'] ?? where['model'] ?? where['name'];
  return {
    ...(typeof id === 'string' && { id }),
    ...(typeof type === 'string' && { provider: type }),
    ...(api !== undefined && { apiType: api }),
    ...(isRecord(parameters) && { options: parameters }),
    ...rest,
  };
}

/** Reads a list of properties, or an object of properties by name, in which a plain value is a default. */
function propertiesOf(value: unknown): readonly PromptyProperty[] | undefined {
  return listOf(value)?.map((property) => {
    const { type, ...rest } = property;
    const kind = rest['kind'] ?? type ?? kindOf(rest['default']);
    return { ...rest, name: textOr(rest['name']) ?? '', kind: textOr(kind) ?? 'string' };
  });
}

function listOf(value: unknown): readonly JsonObject[] | undefined {
  if (Array.isArray(value)) return value.filter(isRecord);
  if (!isRecord(value)) return undefined;
  return Object.entries(value).map(([name, each]) =>
    isRecord(each) ? { name, ...each } : { name, kind: kindOf(each), default: each },
  );
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'float';
  if (typeof value === 'boolean') return 'boolean';
  return isRecord(value) ? 'object' : 'string';
}

/** Adds the samples of version 1. They were used where an input had no value, and could replace the list of inputs. */
function withSamples(
  inputs: readonly PromptyProperty[] | undefined,
  sample: unknown,
): readonly PromptyProperty[] | undefined {
  if (!isRecord(sample)) return inputs?.map(withSample);
  const known = inputs ?? [];
  const others = Object.entries(sample).filter(([name]) => !known.some((input) => input.name === name));
  const defaults = (input: PromptyProperty): PromptyProperty =>
    Object.hasOwn(sample, input.name) && !('default' in input) ? { ...input, default: sample[input.name] } : input;
  return [
    ...known.map(withSample).map(defaults),
    ...others.map(([name, value]) => ({ name, kind: kindOf(value), default: value })),
  ];
}

function withSample({ sample, ...input }: PromptyProperty): PromptyProperty {
  return sample === undefined || 'default' in input ? input : { ...input, default: sample };
}

function withParameters(tool: JsonObject): JsonObject {
  const { parameters } = tool;
  const within = isRecord(parameters) && 'properties' in parameters ? parameters['properties'] : parameters;
  const list = propertiesOf(within);
  return list ? { ...tool, parameters: list } : tool;
}

function templateOf(template: unknown): JsonObject | undefined {
  if (!isRecord(template)) return undefined;
  const kinds = ['format', 'parser'].filter((part) => typeof template[part] === 'string');
  return { ...template, ...Object.fromEntries(kinds.map((part) => [part, { kind: template[part] }])) };
}
