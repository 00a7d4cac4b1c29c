import { parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import { isRecord, parseJson } from '../../base/json';
import type { Span } from '../../text/span';
import type { Prompt, PromptProblem, TemplateText } from '../prompt';
import { chatTemplates, unreadFields } from './chatTemplates';
import { trimmed } from './frontMatter';
import { pointerPart, readYamlValue } from './promptYaml';

/** Reads a file of promptfoo. Where it has several prompts, reads the first. */
export function readPromptfooFile(text: string): Prompt {
  const [first, second] = promptfooTexts(text);
  if (!first || !second || isChat(text)) return readPromptfooPrompt(text, trimmed(text, 0));
  const prompt = readPromptfooPrompt(text, first);
  const problem: PromptProblem = {
    ...({ span: second, severity: 'warning', rule: 'several-prompts' } as const),
    message: (say) => say('Another prompt begins here. Only the first one of a file is read.'),
  };
  return { ...prompt, problems: [...prompt.problems, problem] };
}

const isChat = (text: string): boolean => /^\s*[[{]/.test(text) && parseJson(text) !== undefined;

/** Reads a prompt of promptfoo: a text, which is what the user says, or a list of messages in JSON or YAML. */
function readPromptfooPrompt(text: string, span: Span = { start: 0, end: text.length }): Prompt {
  const source = text.slice(span.start, span.end);
  const inner = source.trim();
  // A text that begins with a tag begins with a bracket, too.
  const isJson = /^(?:\[|\{(?![{%#]))/.test(inner) && (parseJson(source) !== undefined || inner.includes('"role"'));
  if (isJson) return readJson(source, span);
  if (/^- ["']?(?:role|content)["']?\s*:/.test(inner)) return readYaml(text, span);
  return promptOf([{ span, source, role: 'user' }], []);
}

/** Finds the prompts in a file of texts, which are separated by lines of `---`. */
function promptfooTexts(text: string): readonly Span[] {
  const spans: Span[] = [];
  let [start, at] = [0, 0];
  const add = (end: number): void => {
    const inner = text.slice(start, end);
    const from = start + inner.length - inner.trimStart().length;
    if (inner.trim() !== '') spans.push({ start: from, end: from + inner.trim().length });
  };
  for (const line of text.split('\n')) {
    const end = at + line.length + 1;
    if (line.trim() === '---') {
      add(at);
      start = end;
    }
    at = end;
  }
  add(text.length);
  return spans;
}

const promptOf = (
  templates: readonly TemplateText[],
  problems: readonly PromptProblem[],
  values: Prompt['values'] = new Map(),
): Prompt => ({
  ...({ form: 'promptfoo', metadata: {}, syntax: 'nunjucks', keys: new Map() } as const),
  ...{ templates, problems, values },
});

function readJson(source: string, span: Span): Prompt {
  const value = parseJson(source);
  // The text becomes JSON once it is filled: by a loop over messages, perhaps, or a value that brings its own quotes.
  if (value === undefined) return promptOf([{ span, source, isJson: true }], []);
  const list = isRecord(value) ? value['messages'] : value;
  if (Array.isArray(list)) {
    const values = jsonPlaces(source, span.start);
    if (!values) return promptOf([], [tooDeep(span)]);
    const pointer = list === value ? '' : '/messages';
    const { templates, problems } = chatTemplates({ value: list, pointer, values, within: span });
    const others = list === value ? [] : unreadFields({ value, pointer: '', values, within: span }, ['messages']);
    return promptOf(templates, [...others, ...problems], values);
  }
  return promptOf([{ span, source, role: 'user' }], [noChat(span)]);
}

const noChat = (span: Span): PromptProblem => ({
  ...({ span, severity: 'warning', rule: 'no-messages' } as const),
  message: (say) => say('This is no list of messages with roles: all of it is what the user says.'),
});

const tooDeep = (span: Span): PromptProblem => ({
  ...({ span, severity: 'error', rule: 'no-messages' } as const),
  message: (say) => say('The value is nested too deep.'),
});

/**
 * Finds the places of the values of JSON, by their JSON Pointer; `undefined` where they are nested too deep to be
 * visited.
 */
function jsonPlaces(source: string, start: number): ReadonlyMap<string, Span> | undefined {
  try {
    return placesIn(source, start);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function placesIn(source: string, start: number): ReadonlyMap<string, Span> {
  const places = new Map<string, Span>();
  const within = (node: Node, pointer: string): void => {
    places.set(pointer, { start: start + node.offset, end: start + node.offset + node.length });
    for (const [i, child] of (node.children ?? []).entries()) {
      if (node.type !== 'object') within(child, `${pointer}/${i}`);
      else if (child.children?.[1])
        within(child.children[1], `${pointer}/${pointerPart(String(child.children[0]?.value))}`);
    }
  };
  const root = parseTree(source);
  if (root) within(root, '');
  return places;
}

function readYaml(text: string, span: Span): Prompt {
  const { value, values, problems } = readYamlValue(text.slice(span.start, span.end), span.start);
  if (!Array.isArray(value)) {
    return promptOf([{ span, source: text.slice(span.start, span.end), role: 'user' }], problems);
  }
  const found = chatTemplates({ value, pointer: '', values, within: span });
  return promptOf(found.templates, [...problems, ...found.problems], values);
}
