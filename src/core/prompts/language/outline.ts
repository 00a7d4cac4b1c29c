import type { Say } from '../../base/say';
import type { Span } from '../../text/span';
import { roleLine } from '../render/promptyMessages';
import type { PromptSource, ReadTemplate } from './promptSource';

/** An entry of the outline of a prompt. */
export interface OutlineItem {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'settings' | 'field' | 'message' | 'block';
  readonly span: Span;
  /** The stretch that is shown when the entry is chosen. */
  readonly selection: Span;
  readonly children: readonly OutlineItem[];
}

/** Lists the settings by their names, and then the messages with the blocks in them. */
export function outlineOf(source: PromptSource, say: Say): OutlineItem[] {
  const { frontMatter, prompt } = source;
  const fields = Array.from(prompt.keys).flatMap(([pointer, selection]): OutlineItem[] => {
    if (pointer.lastIndexOf('/') !== 0) return [];
    const name = pointer.slice(1).replaceAll('~1', '/').replaceAll('~0', '~');
    const end = Math.max(selection.end, prompt.values.get(pointer)?.end ?? 0);
    const value = prompt.metadata.raw?.[name];
    const detail = typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 80) : '';
    return [{ ...{ name, detail, kind: 'field', selection }, span: { start: selection.start, end }, children: [] }];
  });
  const settings: OutlineItem[] = frontMatter
    ? [
        {
          name: say('Settings'),
          detail: '',
          kind: 'settings',
          span: frontMatter,
          selection: { start: frontMatter.start, end: frontMatter.start },
          children: fields,
        },
      ]
    : [];
  return [...settings, ...messagesOf(source, say)];
}

interface Mark {
  readonly role: string;
  readonly span: Span;
}

/**
 * Lists the messages, each from the mark of a role to the next mark. Text before the first mark has the role of the
 * template, or else the usual role: system in Prompty, and user elsewhere.
 */
function messagesOf(source: PromptSource, say: Say): OutlineItem[] {
  return source.templates.flatMap(({ template, parts }) => {
    const { start, end } = template.span;
    const marks = marksOf(source, { template, parts }, say);
    const first = marks[0]?.span.start ?? end;
    const isTextBefore =
      source.text
        .slice(start, first)
        .replaceAll(/\{\{[!~].*?\}\}|\{\{~?$/gs, '')
        .trim() !== '';
    const usual = source.prompt.form === 'prompty' ? 'system' : 'user';
    const before: Mark[] = isTextBefore ? [{ role: template.role ?? usual, span: { start, end: start } }] : [];
    const blocks = parts.blocks.map(({ span }): OutlineItem => {
      const head = source.text.slice(span.start, span.end).split(/[%}]\}/, 1)[0] ?? '';
      return {
        name: head
          .replace(/^\{[{%][~-]?/, '')
          .trim()
          .slice(0, 80),
        detail: '',
        kind: 'block',
        span,
        selection: { start: span.start, end: span.start + head.length },
        children: [],
      };
    });
    return [...before, ...marks].map(({ role, span }, i, all): OutlineItem => {
      const to = all[i + 1]?.span.start ?? end;
      const within = { start: span.start, end: to };
      const inside = blocks.filter((block) => block.span.start >= within.start && block.span.end <= within.end);
      return { name: role, detail: '', kind: 'message', span: within, selection: span, children: nested(inside) };
    });
  });
}

/** Finds the marks that begin messages in a template: calls of helpers in Dotprompt, lines in Prompty. */
function marksOf(
  { prompt, text }: PromptSource,
  { template, parts }: Pick<ReadTemplate, 'template' | 'parts'>,
  say: Say,
): Mark[] {
  if (prompt.form === 'prompty') {
    const lines = text.slice(0, template.span.end).matchAll(/[^\r\n]+/g);
    return Array.from(lines).flatMap(({ 0: line, index }): Mark[] => {
      const role = index < template.span.start ? undefined : roleLine(line)?.role;
      return role === undefined ? [] : [{ role, span: { start: index, end: index + line.length } }];
    });
  }
  return parts.calls.flatMap(({ call, span }): Mark[] => {
    if (call.helper === 'history') return [{ role: say('history'), span }];
    const [role] = call.args;
    return call.helper === 'role' && role?.kind === 'literal' ? [{ role: String(role.value), span }] : [];
  });
}

type OpenItem = Omit<OutlineItem, 'children'> & { readonly children: OpenItem[] };

/** Makes blocks that stand in others their children. They come in the order in which they begin. */
function nested(blocks: readonly OutlineItem[]): OutlineItem[] {
  const outer: OpenItem[] = [];
  const open: OpenItem[] = [];
  for (const block of blocks) {
    while (open.length > 0 && (open.at(-1)?.span.end ?? 0) < block.span.end) open.pop();
    const item: OpenItem = { ...block, children: [] };
    (open.at(-1)?.children ?? outer).push(item);
    open.push(item);
  }
  return outer;
}

/** Returns the stretches that can be folded away: the settings and each block. */
export function foldingOf({ frontMatter, templates }: PromptSource): Span[] {
  const blocks = templates.flatMap(({ parts }) => parts.blocks.map(({ span }) => span));
  return [...(frontMatter ? [frontMatter] : []), ...blocks];
}
