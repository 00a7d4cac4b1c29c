import { parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import { parseJson } from '../../base/json';
import type { Span } from '../../text/span';
import type { Prompt, PromptProblem, TemplateText } from '../prompt';
import { chatTemplates } from './chatTemplates';
import type { ChatNode } from './chatTemplates';
import { readYamlList } from './yamlFields';

/** A prompt as promptfoo has it: a text, which is what the user says, or a list of messages in JSON or YAML. */
export function readPromptfooPrompt(text: string, span: Span = { start: 0, end: text.length }): Prompt {
  const source = text.slice(span.start, span.end);
  const trimmed = source.trim();
  // Text that begins with a tag begins with a bracket, too.
  const isJson = /^(?:\[|\{(?![{%#]))/.test(trimmed) && (parseJson(source) !== undefined || trimmed.includes('"role"'));
  if (isJson) return readJson(source, span);
  if (/^- ["']?(?:role|content)["']?\s*:/.test(trimmed)) return readYaml(text, span);
  return promptOf([{ span, source, role: 'user' }], []);
}

/** Where the prompts are of a file of texts: lines of `---` stand between them. */
export function promptfooTexts(text: string): readonly Span[] {
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

const promptOf = (templates: readonly TemplateText[], problems: readonly PromptProblem[]): Prompt => ({
  ...({ form: 'promptfoo', metadata: {}, syntax: 'nunjucks', values: new Map(), keys: new Map() } as const),
  ...{ templates, problems },
});

function readJson(source: string, span: Span): Prompt {
  const root = parseJson(source) === undefined ? undefined : parseTree(source);
  // It becomes JSON once it is filled: a loop over messages, perhaps, or a value that brings its own quotes.
  if (!root) return promptOf([{ span, source, isJson: true }], []);
  const list = root.type === 'array' ? root : fieldOf(root, 'messages');
  if (list?.type === 'array') {
    const { templates, problems } = chatTemplates(jsonNode(list, span.start));
    return promptOf(templates, problems);
  }
  return promptOf([{ span, source, role: 'user' }], [noChat(span)]);
}

const noChat = (span: Span): PromptProblem => ({
  ...({ span, severity: 'warning', rule: 'no-messages' } as const),
  message: (say) => say('This is no list of messages with roles: all of it is what the user says.'),
});

const fieldOf = (node: Node, name: string): Node | undefined =>
  node.children?.find(({ children }) => children?.[0]?.value === name)?.children?.[1];

function jsonNode(node: Node, from: number): ChatNode {
  const span = { start: from + node.offset, end: from + node.offset + node.length };
  if (node.type === 'array') {
    return { span, items: () => (node.children ?? []).map((item) => jsonNode(item, from)) };
  }
  if (node.type !== 'object') return { span, value: node.value as unknown };
  return {
    span,
    field: (name) => {
      const found = fieldOf(node, name);
      return found && jsonNode(found, from);
    },
  };
}

function readYaml(text: string, span: Span): Prompt {
  const { list, problems } = readYamlList(text, span);
  if (!list) return promptOf([{ span, source: text.slice(span.start, span.end), role: 'user' }], problems);
  const found = chatTemplates(list);
  return promptOf(found.templates, [...problems, ...found.problems]);
}
