import * as v from 'valibot';
import { isRecord } from '../../base/json';
import { positionIn } from '../../base/jsonError';
import { sayInEnglish } from '../../base/say';
import { readDotprompt, readMetadata } from '../forms/dotprompt';
import { promptRoles } from '../prompt';
import type { JsonObject, PromptInput, PromptMessage, PromptMetadata, PromptTool } from '../prompt';
import { TemplateError } from '../template/templateError';
import { mergedMetadata, renderPrompt } from './renderPrompt';
import { unknownTools, withTools } from './tools';

// A prompt with everything that it is rendered with, in Dotprompt's names, as `prompt render` takes and prints it.

const fields = v.custom<JsonObject>(isRecord, 'an object is expected');
const namedTexts = v.optional(v.record(v.string(), v.string()));
const message = v.custom<PromptMessage>(
  (value) =>
    isRecord(value) &&
    promptRoles.some((role) => role === value['role']) &&
    Array.isArray(value['content']) &&
    value['content'].every(isRecord),
  `a message with "content" is expected, and with one of the roles ${promptRoles.join(', ')}`,
);
const tool = v.custom<PromptTool>((value) => isRecord(value) && typeof value['name'] === 'string', 'a tool has a name');

const caseSchema = v.object({
  source: v.string(),
  data: v.optional(
    v.object({
      input: v.optional(fields),
      context: v.optional(fields),
      messages: v.optional(v.array(message)),
      docs: v.optional(v.array(fields)),
    }),
    {},
  ),
  options: v.optional(fields, {}),
  partials: namedTexts,
  resolverPartials: namedTexts,
  schemas: v.optional(v.record(v.string(), fields)),
  tools: v.optional(v.record(v.string(), tool)),
});

type Case = v.InferOutput<typeof caseSchema>;

/** The reason why a case is not rendered. Lines and columns are those of its source, from 1. */
export interface CaseFault {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly line?: number;
    readonly column?: number;
  };
}

/** Renders a case. Returns its messages and metadata, or the reason why it is not rendered. */
export function renderCase(value: unknown): JsonObject | CaseFault {
  const read = v.safeParse(caseSchema, isRecord(value) ? given(value) : value);
  if (!read.success) {
    const [issue] = read.issues;
    const path = v.getDotPath(issue);
    return { error: { code: 'invalid-case', message: path === null ? issue.message : `${path}: ${issue.message}` } };
  }
  const { source } = read.output;
  try {
    return rendered(read.output);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return failure(error.fault, error.message, { source, offset: error.offset });
  }
}

/** Removes fields with null, which other languages write for a missing value. */
function given(each: JsonObject): JsonObject {
  const fieldsOf = (of: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(of).filter(([, value]) => value !== null));
  return fieldsOf(isRecord(each['data']) ? { ...each, data: fieldsOf(each['data']) } : each);
}

function rendered({ source, data, options, schemas, tools, ...named }: Case): JsonObject | CaseFault {
  const file = readDotprompt(source, schemas);
  const more = readMetadata(options, schemas);
  const [wrong] = more.problems;
  if (wrong) return failure('invalid-case', `options: ${wrong.message(sayInEnglish)}`);
  const prompt = { ...file, metadata: mergedMetadata(file.metadata, more.metadata) };
  const isKnown = (name: string): boolean => tools !== undefined && Object.hasOwn(tools, name);
  const problems = [...prompt.problems, ...unknownTools(prompt, isKnown)];
  const fault = problems.find(({ severity }) => severity === 'error');
  if (fault) return failure(fault.rule, fault.message(sayInEnglish), { source, offset: fault.span.start });
  const { partials, resolverPartials } = named;
  const { messages } = renderPrompt(prompt, inputOf(data), {
    partial: (name) => own(partials, name) ?? own(resolverPartials, name),
  });
  return { messages, ...inDotpromptNames(withTools(prompt.metadata, tools)) };
}

const inputOf = ({ input, context, messages, docs }: Case['data']): PromptInput => ({
  ...(input && { input }),
  ...(context && { context }),
  ...(messages && { messages }),
  ...(docs && { docs }),
});

const own = (texts: Readonly<Record<string, string>> | undefined, name: string): string | undefined =>
  texts && Object.hasOwn(texts, name) ? texts[name] : undefined;

/** Returns metadata as a file of Dotprompt has it. */
function inDotpromptNames({ input, raw, ...metadata }: PromptMetadata): JsonObject {
  const { defaults, ...rest } = input ?? {};
  return {
    ...metadata,
    ...(input && { input: { ...rest, ...(defaults && { default: defaults }) } }),
    ...(raw && Object.keys(raw).length > 0 && { raw }),
  };
}

const failure = (
  code: string,
  message: string,
  at?: { readonly source: string; readonly offset: number },
): CaseFault => ({ error: { code, message, ...(at && positionIn(at.source, at.offset)) } });
