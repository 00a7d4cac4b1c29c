import type { Say } from '../../base/say';
import type { Span } from '../../text/span';
import type { PromptSource } from './promptSource';
import { templateParts } from './templateWalk';

/** An entry of the outline of a prompt. */
export interface OutlineItem {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'settings' | 'field' | 'message' | 'block';
  readonly span: Span;
  /** What is shown of it when it is chosen. */
  readonly selection: Span;
  readonly children: readonly OutlineItem[];
}

/** The settings by their names, then the messages with the blocks in them. */
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

/** From each mark of a role to the next one. What stands before the first is the user's. */
function messagesOf(source: PromptSource, say: Say): OutlineItem[] {
  return source.templates.flatMap(({ start, template }) => {
    const parts = templateParts({ start, template });
    const end = start + template.source.length;
    const marks = parts.calls.flatMap(({ call, span }): Mark[] => {
      if (call.helper === 'history') return [{ role: say('history'), span }];
      const [role] = call.args;
      return call.helper === 'role' && role?.kind === 'literal' ? [{ role: String(role.value), span }] : [];
    });
    const first = marks[0]?.span.start ?? end;
    const isTextBefore =
      template.source
        .slice(0, Math.max(0, first - start))
        .replaceAll(/\{\{[!~].*?\}\}|\{\{~?$/gs, '')
        .trim() !== '';
    const before: Mark[] = isTextBefore ? [{ role: 'user', span: { start, end: start } }] : [];
    const blocks = parts.blocks.map(({ span }): OutlineItem => {
      const head = source.text.slice(span.start, span.end).split(/\}\}/, 1)[0] ?? '';
      return {
        name: head
          .replace(/^\{\{~?/, '')
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

type OpenItem = Omit<OutlineItem, 'children'> & { readonly children: OpenItem[] };

/** Blocks that stand in others become their children. They come in the order in which they begin. */
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

/** Stretches that can be folded away: the settings and each block. */
export function foldingOf({ frontMatter, templates }: PromptSource): Span[] {
  const blocks = templates.flatMap((each) => templateParts(each).blocks.map(({ span }) => span));
  return [...(frontMatter ? [frontMatter] : []), ...blocks];
}
