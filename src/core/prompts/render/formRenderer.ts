import { isRecord, parseJson } from '../../base/json';
import { roleOf } from '../forms/chatTemplates';
import { promptyAgent } from '../forms/promptyAgent';
import type { JsonObject, Prompt, PromptMessage, PromptPart, TemplateText } from '../prompt';
import { fillMustache, parseMustache } from '../template/mustache';
import { fillNunjucks } from '../template/nunjucks';
import { parseNunjucks } from '../template/nunjucksParser';
import { jsText } from '../template/nunjucksValues';
import { joinPieces } from '../template/pieces';
import type { FilledPiece } from '../template/pieces';
import { fillPlaceholders, fillVariables } from '../template/placeholders';
import { asRawWherePartial, filledValues, linkedValues } from '../template/promptfooTemplate';
import { TemplateError } from '../template/templateError';
import type { TemplateLimits } from '../template/templateError';
import { withHistory } from './segmentMessages';
import { messagesOfChat } from './messagesOfChat';
import { promptyMessages } from './promptyMessages';
import type { PromptyMark, PromptyPiece } from './promptyMessages';

type Fill = (values: JsonObject) => readonly FilledPiece[];
type Messages = (values: JsonObject, history: readonly PromptMessage[]) => PromptMessage[];

/**
 * Reads the templates of a prompt in another form than Dotprompt once, for many inputs.
 * @throws TemplateError whose offset is in the file
 */
export function formRenderer(prompt: Prompt, limits?: TemplateLimits): Messages {
  const fillers = prompt.templates.map((template) => ({ template, fill: fillerOf(prompt, template, limits) }));
  if (prompt.form === 'prompty') return promptyRenderer(prompt, fillers);
  return (values, history) => {
    const known = valuesOf(prompt, values, limits);
    return withHistory(
      chatMessages(fillers.map(({ template, fill }) => ({ template, text: joinPieces(fill(known)).text }))),
      history,
    );
  };
}

function fillerOf(prompt: Prompt, template: TemplateText, limits?: TemplateLimits): Fill {
  const placed = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw error instanceof TemplateError ? inFile(error, template) : error;
    }
  };
  const { source } = template;
  switch (prompt.syntax) {
    case 'nunjucks': {
      const read = placed(() => parseNunjucks(isText(prompt) ? asRawWherePartial(source) : source));
      return (values) => placed(() => fillNunjucks(read, values, limits));
    }
    case 'mustache': {
      const read = placed(() => parseMustache(source));
      return (values) => placed(() => fillMustache(read, values, limits));
    }
    case 'placeholders':
      return (values) => fillPlaceholders(source, values);
    case 'variables':
      return (values) => fillVariables(source, values);
    case 'handlebars':
    case 'none':
      return () => [{ text: source }];
  }
}

/** Places an error in the file. Where YAML or JSON escapes the template, only the beginning of it is known. */
export function inFile(error: TemplateError, { span, source }: TemplateText): TemplateError {
  const isAsWritten = span.end - span.start === source.length;
  return error.at(span.start + (isAsWritten ? error.offset : 0));
}

/** Whether a prompt is a plain text of promptfoo. One in JSON or YAML has places. */
const isText = ({ form, values }: Prompt): boolean => form === 'promptfoo' && values.size === 0;

function valuesOf(prompt: Prompt, values: JsonObject, limits?: TemplateLimits): JsonObject {
  if (prompt.form !== 'promptfoo') return values;
  const [template] = prompt.templates;
  try {
    const linked = linkedValues(values);
    return isText(prompt) ? filledValues(linked, limits) : linked;
  } catch (error) {
    // The template with the error is a value.
    throw error instanceof TemplateError ? error.at(template?.span.start ?? 0) : error;
  }
}

interface Filled {
  readonly template: TemplateText;
  readonly text: string;
}

function chatMessages(filled: readonly Filled[]): PromptMessage[] {
  const messages: { role: PromptMessage['role']; content: PromptPart[]; number: number | undefined }[] = [];
  for (const { template, text } of filled) {
    if (template.isJson) return messagesOfJson(text);
    const part = template.isMedia ? { media: { url: text } } : { text };
    const last = messages.at(-1);
    if (last && template.message !== undefined && last.number === template.message) last.content.push(part);
    else messages.push({ role: template.role ?? 'user', content: [part], number: template.message });
  }
  return messages.map(({ role, content }) => ({ role, content }));
}

/** Reads messages that a template has written as JSON. Any other text is what the user says. */
const messagesOfJson = (text: string): PromptMessage[] =>
  messagesOfChat(parseJson(text)) ?? [{ role: 'user', content: [{ text }] }];

/**
 * Returns the renderer of a .prompty file. The kinds of its inputs decide how a value is used:
 * as a text, as an image or another file, or as the conversation before.
 */
function promptyRenderer(
  { metadata }: Prompt,
  fillers: readonly { readonly template: TemplateText; readonly fill: Fill }[],
): Messages {
  const inputs = promptyAgent(metadata.raw ?? {}).inputs ?? [];
  const isThread = inputs.some(({ kind }) => kind === 'thread');
  return (values, history) => {
    const marks = new Map<unknown, PromptyMark>();
    const marked = inputs.flatMap(({ name, kind }): [string, unknown][] => {
      const mark = markOf(kind, Object.hasOwn(values, name) ? values[name] : undefined, history);
      if (!mark) return [];
      const stand = {};
      marks.set(stand, mark);
      return [[name, stand]];
    });
    const known = { ...values, ...Object.fromEntries(marked) };
    const pieces = fillers.flatMap(({ fill }) =>
      fill(known).map((piece): PromptyPiece => marks.get(piece.value) ?? piece),
    );
    const messages = promptyMessages(pieces);
    return isThread ? messages : withHistory(messages, history);
  };
}

function markOf(kind: string, value: unknown, history: readonly PromptMessage[]): PromptyMark | undefined {
  if (kind === 'thread') return { thread: history.length > 0 ? history : threadOf(value) };
  const isMedia = kind === 'image' || kind === 'file' || kind === 'audio';
  return isMedia && typeof value === 'string' ? { media: { url: value } } : undefined;
}

function threadOf(value: unknown): PromptMessage[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.filter(isRecord).map(({ role, content }) => ({
    role: roleOf(role) ?? 'user',
    content: [{ text: typeof content === 'string' ? content : jsText(content, 0) }],
  }));
}
