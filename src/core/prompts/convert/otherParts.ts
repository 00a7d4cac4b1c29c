import { parseMustache } from '../template/mustache';
import type { MustacheNode } from '../template/mustache';
import { placeholderMatches, variableMatches } from '../template/placeholders';
import type { Lose, Part, ValuePath } from './templateParts';

/** Reads a template of Mustache as parts. @throws TemplateError */
export const mustacheParts = (source: string, lose: Lose): Part[] =>
  new MustacheReader(source, lose).within(parseMustache(source), undefined, 0);

/** The name that stands for `{{.}}` in a section over a list. Sections within it add a number, as in `item2`. */
const item = 'item';

class MustacheReader {
  constructor(
    private readonly source: string,
    private readonly lose: Lose,
  ) {}

  within(nodes: readonly MustacheNode[], dot: string | undefined, depth: number): Part[] {
    return nodes.flatMap((node): Part[] => {
      if (node.kind === 'text') {
        return [{ kind: 'text', text: node.text, span: { start: node.at, end: node.at + node.text.length } }];
      }
      const span = { start: node.at, end: this.source.indexOf('}}', node.at) + 2 };
      if (node.name !== '.') {
        const [root = '', ...parts] = node.name.split('.');
        const path = { root, parts, span };
        return node.kind === 'name'
          ? [{ kind: 'value', value: { kind: 'path', path } }]
          : this.section(node, path, dot, depth);
      }
      if (dot !== undefined && node.kind === 'name') {
        return [{ kind: 'value', value: { kind: 'path', path: { root: dot, isLocal: true, parts: [], span } } }];
      }
      this.lose(span, (say) => say('"{0}" has no counterpart, and is left out.', '{{.}}'));
      return [];
    });
  }

  private section(
    { body, isInverted }: MustacheNode & { kind: 'section' },
    list: ValuePath,
    dot: string | undefined,
    depth: number,
  ): Part[] {
    if (!isInverted && body.some((node) => node.kind === 'name' && node.name === '.')) {
      const name = `${item}${depth === 0 ? '' : depth + 1}`;
      return [{ kind: 'each', list, item: name, body: this.within(body, name, depth + 1), otherwise: [] }];
    }
    if (!isInverted) {
      this.lose(list.span, (say) =>
        say('It is taken as a condition: whether it is a list, the template does not say.'),
      );
    }
    const test = { value: { kind: 'path', path: list }, isNot: isInverted } as const;
    return [{ kind: 'if', test, body: this.within(body, dot, depth), otherwise: [] }];
  }
}

/** Reads a text with names in it as parts. */
function namedParts(
  source: string,
  matches: Iterable<{ readonly index: number; readonly text: string; readonly name: string }>,
): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const { index, text, name } of matches) {
    const span = { start: index, end: index + text.length };
    parts.push({ kind: 'text', text: source.slice(at, index) });
    parts.push({ kind: 'value', value: { kind: 'path', path: { root: name, parts: [], span } } });
    at = span.end;
  }
  return [...parts, { kind: 'text', text: source.slice(at) }];
}

export const placeholderParts = (source: string): Part[] => namedParts(source, placeholderMatches(source));

export function variableParts(source: string, lose: Lose): Part[] {
  const matches = variableMatches(source);
  for (const { index, text, name, isOfEditor } of matches) {
    if (!isOfEditor) continue;
    lose({ start: index, end: index + text.length }, (say) =>
      say('VS Code fills {0} by itself. Here it is an input.', name),
    );
  }
  return namedParts(source, matches);
}
