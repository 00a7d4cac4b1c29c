import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import type { Saying } from '../../base/say';
import { isDeepJson } from '../../text/jsonDepth';
import type { Span } from '../../text/span';
import type { ContextProblem } from '../contextReport';
import type { TreeFile } from '../tree/contextTree';
import { restOfLine, shownText } from './placedFields';

// Agent Plugins 1.0.0, https://agent-plugins.org/specification, and the manifests of Claude Code,
// https://code.claude.com/docs/en/plugins/manifest-reference, as they were on 30 November 2026.

/** The agents that a plugin.json describes a plugin for. */
type PluginKind = 'claude-code' | 'all';

/**
 * Returns which agents a plugin.json is for; `undefined` where it is for none. Other programs have a plugin.json too,
 * but one for agents names their schema.
 */
export function pluginKindOf(file: TreeFile): PluginKind | undefined {
  if (/(?:^|\/)\.claude-plugin\/plugin\.json$/.test(file.path)) return 'claude-code';
  return /"\$schema"\s*:\s*"https?:\/\/agent-plugins\.org\/schemas\/1\.0\.0\//.test(shownText(file))
    ? 'all'
    : undefined;
}

/** Finds the problems in a plugin.json. */
export function pluginProblems(file: TreeFile, kind: PluginKind): ContextProblem[] {
  const text = shownText(file);
  if (isDeepJson(text))
    return [problem(restOfLine(text), (say) => say('This is nested too deep to be read.'), 'error')];
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [error] = errors;
  if (error) {
    const span = { start: error.offset, end: error.offset + error.length };
    return [problem(span, (say) => say('This is not valid JSON.'), 'error')];
  }
  if (root?.type !== 'object')
    return [problem(restOfLine(text), (say) => say('A plugin.json is one object.'), 'error')];
  const name = findNodeAtLocation(root, ['name']);
  const found = nameProblems(name, kind, text);
  return kind === 'all' ? [...found, ...memberProblems(root)] : found;
}

function problem(span: Span, message: Saying, severity: ContextProblem['severity'] = 'warning'): ContextProblem {
  return { span, severity, rule: 'plugin-json', message };
}

const spanOf = ({ offset, length }: Node): Span => ({ start: offset, end: offset + length });

function nameProblems(name: Node | undefined, kind: PluginKind, text: string): ContextProblem[] {
  const value: unknown = name?.value;
  const span = name ? spanOf(name) : restOfLine(text);
  if (typeof value !== 'string' || value === '')
    return [problem(span, (say) => say('The plugin has no name.'), 'error')];
  const isName = value.length <= 64 && /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/.test(value) && !/--|\.\./.test(value);
  if (kind !== 'all' || isName) return [];
  const message: Saying = (say) =>
    say('The name of a plugin has 1 to {0} characters: a to z, 0 to 9, and single hyphens and dots between them.', 64);
  return [problem(span, message, 'error')];
}

type Shape = 'string' | 'array' | 'object';

const shapes: Readonly<Record<string, Shape>> = {
  ...{ $schema: 'string', name: 'string', version: 'string', description: 'string', homepage: 'string' },
  ...{ repository: 'string', license: 'string', keywords: 'array', author: 'object', extensions: 'object' },
};

function memberProblems(root: Node): ContextProblem[] {
  return (root.children ?? []).flatMap(({ children: [key, value] = [] }) => {
    if (!key || !value) return [];
    const name = String(key.value);
    if (!Object.hasOwn(shapes, name)) {
      return [problem(spanOf(key), (say) => say('{0} is no field of the specification: agents ignore it.', name))];
    }
    if (name === 'name' || isOfShape(name, value)) return [];
    return [problem(spanOf(value), shapeWords[shapes[name] ?? 'string'](name))];
  });
}

function isOfShape(name: string, value: Node): boolean {
  if (value.type !== shapes[name]) return false;
  const parts = value.type === 'object' ? value.children?.map(({ children }) => children?.[1]) : value.children;
  const type = name === 'extensions' ? 'object' : 'string';
  return value.type === 'string' || (parts ?? []).every((part) => part?.type === type);
}

const shapeWords: Readonly<Record<Shape, (name: string) => Saying>> = {
  string: (name) => (say) => say('{0} is a text.', name),
  array: (name) => (say) => say('{0} is a list of texts.', name),
  object: (name) => (say) =>
    name === 'extensions'
      ? say('{0} has an object for each program.', name)
      : say('{0} is a map of keys and texts.', name),
};
