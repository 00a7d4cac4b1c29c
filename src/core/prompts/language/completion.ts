import type { Say } from '../../base/say';
import type { Span } from '../../text/span';
import { promptRoles } from '../prompt';
import { helperSigns } from '../template/handlebarsHelpers';
import { helperText, keyText, keysBelow } from './words';
import type { PromptSource } from './promptSource';
import { templateParts } from './templateWalk';
import { variablesOf } from './variables';

/** What can be written at a place, in the place of `span`. */
export interface PromptCompletion {
  readonly kind: 'key' | 'value' | 'variable' | 'helper' | 'role';
  readonly label: string;
  /** Where it differs from the label. */
  readonly insert?: string;
  readonly detail: string;
}

export type PromptCompletions =
  | { readonly kind: 'entries'; readonly span: Span; readonly entries: readonly PromptCompletion[] }
  /** Ids of models are wanted there. */
  | { readonly kind: 'models'; readonly span: Span };

/** Finds what can be written at an offset. The text need not be whole: what is being typed seldom is. */
export function completionsAt(source: PromptSource, offset: number, say: Say): PromptCompletions | undefined {
  const { frontMatter, text } = source;
  if (frontMatter && frontMatter.start <= offset && offset <= frontMatter.end)
    return inFrontMatter(text, frontMatter, offset, say);
  return frontMatter && offset < frontMatter.start ? undefined : inTemplate(source, offset, say);
}

function inFrontMatter(text: string, { start }: Span, offset: number, say: Say): PromptCompletions | undefined {
  const lines = text.slice(start, offset).split(/\r\n?|\n/);
  const before = lines.at(-1) ?? '';
  if (/(?:^|\s)#/.test(before)) return undefined;
  const path = pathAbove(lines.slice(0, -1), before.search(/[^ ]|$/));
  const [, key, written] = /^\s*([\w.-]+)\s*:\s+(.*)$/.exec(before) ?? [];
  if (key !== undefined && written !== undefined) {
    const span = { start: offset - written.length, end: offset };
    if (path === '' && key === 'model') return { kind: 'models', span };
    if (path !== '/output' || key !== 'format') return undefined;
    return { kind: 'entries', span, entries: ['text', 'json'].map((label) => ({ kind: 'value', label, detail: '' })) };
  }
  const word = /^\s*([\w.-]*)$/.exec(before)?.[1];
  if (word === undefined) return undefined;
  const entries = keysBelow(path).map((label): PromptCompletion => {
    return { kind: 'key', label, insert: `${label}: `, detail: keyText(`${path}/${label}`, say) ?? '' };
  });
  return { kind: 'entries', span: { start: offset - word.length, end: offset }, entries };
}

/** The keys that a line of this indentation stands in, as a JSON Pointer. */
function pathAbove(above: readonly string[], indent: number): string {
  let path = '';
  let limit = indent;
  for (const line of above.toReversed()) {
    const own = line.search(/[^ ]|$/);
    const key = /^ *([\w.-]+)\s*:\s*(?:#.*)?$/.exec(line)?.[1];
    if (line.trim() === '' || own >= limit) continue;
    if (key === undefined) return path;
    path = `/${key}${path}`;
    limit = own;
  }
  return path;
}

/** Longer than all that stands between two brackets. UTF-16 code units. */
const maxTag = 500;

function inTemplate(source: PromptSource, offset: number, say: Say): PromptCompletions | undefined {
  const near = source.text.slice(Math.max(0, offset - maxTag), offset);
  const open = near.lastIndexOf('{{');
  if (open < 0 || near.indexOf('}}', open) >= 0 || near.startsWith('!', open + 2) || near[open - 1] === '\\')
    return undefined;
  const tag = near.slice(open + 2);
  const role = /^~?\s*role\s+["']([^"']*)$/.exec(tag);
  if (role) {
    const entries = promptRoles.map((label): PromptCompletion => ({ kind: 'role', label, detail: '' }));
    return { kind: 'entries', span: { start: offset - (role[1] ?? '').length, end: offset }, entries };
  }
  // In a string nothing of ours can stand.
  if (((tag.match(/"/g)?.length ?? 0) + (tag.match(/'/g)?.length ?? 0)) % 2 === 1) return undefined;
  const [, sign = '', word = ''] = /^~?([#>/^&]?)\s*(?:.*\s|.*[=(])?([\w$@./-]*)$/s.exec(tag) ?? [];
  if (sign === '>' || sign === '/') return undefined;
  const isFirst = /^~?[#^&]?\s*[\w$@./-]*$/.test(tag);
  const helpers = isFirst ? helpersFor(sign === '#' || sign === '^', say) : [];
  const entries = [...(sign === '' || !isFirst || sign === '&' ? variablesFor(source, offset, say) : []), ...helpers];
  return { kind: 'entries', span: { start: offset - word.length, end: offset }, entries };
}

const helpersFor = (isBlock: boolean, say: Say): PromptCompletion[] =>
  Array.from(helperSigns).flatMap(([label, sign]): PromptCompletion[] => {
    if ((sign.isBlock ?? false) !== isBlock) return [];
    return [{ kind: 'helper', label, detail: helperText(label, say) ?? '' }];
  });

/** The names of the input, and those that blocks around the place give. */
function variablesFor(source: PromptSource, offset: number, say: Say): PromptCompletion[] {
  const { declared, uses } = variablesOf(source);
  const undeclared = new Set(uses.map(({ name }) => name).filter((name) => !declared.has(name)));
  const around = source.templates.flatMap((template) =>
    templateParts(template).blocks.flatMap(({ block, span }) =>
      span.start < offset && offset < span.end ? block.params : [],
    ),
  );
  return [
    ...Array.from(declared.values(), ({ name, schema }): PromptCompletion => {
      const about = schema?.['description'];
      return { kind: 'variable', label: name, detail: typeof about === 'string' ? about : '' };
    }),
    ...Array.from(undeclared, (label): PromptCompletion => ({ kind: 'variable', label, detail: say('not declared') })),
    ...Array.from(new Set(around), (label): PromptCompletion => ({
      kind: 'variable',
      label,
      detail: say('of a block'),
    })),
  ];
}
