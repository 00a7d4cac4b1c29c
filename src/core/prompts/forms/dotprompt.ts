import { isRecord, withoutFields } from '../../base/json';
import type { Saying } from '../../base/say';
import type { JsonObject, Prompt, PromptMetadata, PromptProblem, PromptTool } from '../prompt';
import { frontMatterOf } from './frontMatter';
import { readPicoschema } from './picoschema';
import type { NamedSchemas } from './picoschema';
import { pointerOf } from './promptYaml';
import type { PromptYaml } from './promptYaml';
import { noFields, readFrontMatter } from './readFrontMatter';

/** Reads `.prompt`. @param schemas the schemas that a schema may name. */
export function readDotprompt(text: string, schemas?: NamedSchemas): Prompt {
  if (frontMatterOf(text) === undefined) return promptOf(text, { start: 0, end: text.length }, noFields, {});
  const { body, ...yaml } = readFrontMatter(text);
  const reader = new MetadataReader(yaml, schemas ?? {});
  const metadata = reader.metadata();
  return promptOf(text, body, { ...yaml, problems: [...yaml.problems, ...reader.problems] }, metadata);
}

/** Reads metadata with Dotprompt's names that stands in no file. */
export function readMetadata(
  raw: JsonObject,
  schemas: NamedSchemas = {},
): { readonly metadata: PromptMetadata; readonly problems: readonly PromptProblem[] } {
  const reader = new MetadataReader({ ...noFields, raw }, schemas);
  return { metadata: withoutFields(reader.metadata(), 'raw'), problems: reader.problems };
}

function promptOf(
  text: string,
  span: Prompt['templates'][number]['span'],
  { values, keys, problems }: PromptYaml,
  metadata: PromptMetadata,
): Prompt {
  return {
    form: 'dotprompt',
    metadata,
    syntax: 'handlebars',
    templates: [{ span, source: text.slice(span.start, span.end) }],
    values,
    keys,
    problems,
  };
}

/** The fields that have a meaning in Dotprompt. */
const dotpromptKeys = [
  ...['name', 'variant', 'version', 'description', 'model', 'config', 'input', 'output', 'tools', 'toolDefs', 'ext'],
];

class MetadataReader {
  readonly problems: PromptProblem[] = [];

  constructor(
    private readonly yaml: PromptYaml,
    private readonly schemas: NamedSchemas,
  ) {}

  metadata(): PromptMetadata {
    const { raw } = this.yaml;
    const [input, output] = [this.object(raw, ['input']), this.object(raw, ['output'])];
    return onlyDefined<PromptMetadata>({
      name: this.text(raw, ['name']),
      variant: this.text(raw, ['variant']),
      version: this.text(raw, ['version']),
      description: this.text(raw, ['description']),
      model: this.text(raw, ['model']),
      config: this.object(raw, ['config']),
      input: input && {
        ...this.schema(input, 'input'),
        ...onlyDefined({ defaults: this.object(input, ['input', 'default']) }),
      },
      output: output && {
        ...onlyDefined({ format: this.text(output, ['output', 'format']) }),
        ...this.schema(output, 'output'),
      },
      tools: this.tools(raw),
      toolDefs: this.toolDefs(raw),
      ext: extOf(raw),
      raw,
    });
  }

  private schema(of: JsonObject, name: 'input' | 'output'): { schema?: JsonObject } {
    const { schema, faults } = readPicoschema(of['schema'], this.schemas);
    for (const { path, rule, message } of faults) this.fault([name, 'schema', ...path], message, rule);
    return schema ? { schema } : {};
  }

  private tools(raw: JsonObject): readonly string[] | undefined {
    return this.list(raw, 'tools')?.filter((tool, i): tool is string => {
      if (typeof tool === 'string') return true;
      this.fault(['tools', String(i)], (say) => say('The name of a tool is expected here.'));
      return false;
    });
  }

  private toolDefs(raw: JsonObject): readonly PromptTool[] | undefined {
    return this.list(raw, 'toolDefs')?.filter((tool, i): tool is PromptTool & JsonObject => {
      if (isRecord(tool) && typeof tool['name'] === 'string') return true;
      this.fault(['toolDefs', String(i)], (say) => say('A tool with a "name" is expected here.'));
      return false;
    });
  }

  private list(of: JsonObject, name: string): readonly unknown[] | undefined {
    const value = of[name];
    if (value === null || value === undefined || Array.isArray(value)) return value ?? undefined;
    this.fault([name], (say) => say('A list is expected here.'));
    return undefined;
  }

  private text(of: JsonObject, path: readonly string[]): string | undefined {
    const value = of[path.at(-1)!];
    if (value === null || value === undefined || typeof value === 'string') return value ?? undefined;
    if (typeof value === 'number') return String(value);
    this.fault(path, (say) => say('A text is expected here.'));
    return undefined;
  }

  private object(of: JsonObject, path: readonly string[]): JsonObject | undefined {
    const value = of[path.at(-1)!];
    if (value === null || value === undefined || isRecord(value)) return value ?? undefined;
    this.fault(path, (say) => say('Keys and values are expected here.'));
    return undefined;
  }

  private fault(path: readonly string[], message: Saying, rule = 'invalid-metadata'): void {
    const pointer = pointerOf(path);
    const span = this.yaml.values.get(pointer) ?? this.yaml.keys.get(pointer) ?? { start: 0, end: 0 };
    this.problems.push({ span, severity: 'error', rule, message });
  }
}

/** Reads the fields of extensions: `a.b.c: 1` is the field `c` of `a.b`. */
function extOf(raw: JsonObject): PromptMetadata['ext'] {
  const spaces = new Map<string, [string, unknown][]>();
  for (const [key, value] of Object.entries(raw)) {
    const dot = key.lastIndexOf('.');
    if (dot < 0 || dotpromptKeys.includes(key)) continue;
    const space = key.slice(0, dot);
    spaces.set(space, [...(spaces.get(space) ?? []), [key.slice(dot + 1), value]]);
  }
  if (spaces.size === 0) return undefined;
  return Object.fromEntries(Array.from(spaces, ([space, fields]) => [space, Object.fromEntries(fields)]));
}

/** Leaves out fields without a value. */
const onlyDefined = <T extends object>(fields: { readonly [Name in keyof T]: T[Name] | undefined }): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
