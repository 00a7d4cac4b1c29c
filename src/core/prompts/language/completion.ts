import type { Say } from '../../base/say';
import type { Span } from '../../text/span';
import { promptRoles } from '../prompt';
import { helperSigns } from '../template/handlebarsHelpers';
import { scanTemplate } from '../template/handlebarsScan';
import { nunjucksFilters } from '../template/nunjucksNodes';
import { TemplateError } from '../template/templateError';
import { helperText, keyText, keysBelow } from './helpTexts';
import { isWithin, readPromptSource } from './promptSource';
import type { PromptSource } from './promptSource';
import { isDeclaring, variablesOf } from './variables';

/** A suggestion for a place in a prompt. It replaces the text at the `span` of its list. */
export interface PromptCompletion {
  readonly kind: 'key' | 'value' | 'variable' | 'helper' | 'role';
  readonly label: string;
  /** The text to insert, where it differs from the label. */
  readonly insert?: string;
  readonly detail: string;
}

type PromptCompletions =
  | { readonly kind: 'entries'; readonly span: Span; readonly entries: readonly PromptCompletion[] }
  /** The place takes the id of a model. */
  | { readonly kind: 'models'; readonly span: Span };

/** Finds what can be written at an offset. The text may be incomplete, as it usually is while it is being typed. */
export function completionsAt(source: PromptSource, offset: number, say: Say): PromptCompletions | undefined {
  const { frontMatter, text, prompt } = source;
  if (prompt.form !== 'dotprompt') return inOtherTemplate(source, offset, say);
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
    const start = offset - written.length;
    const span = { start: start + (/^["']/.exec(written)?.[0].length ?? 0), end: offset };
    // A provider may stand before the id, up to a slash: it is not replaced.
    if (path === '' && key === 'model')
      return { kind: 'models', span: { ...span, start: Math.max(span.start, start + written.lastIndexOf('/') + 1) } };
    if (path !== '/output' || key !== 'format') return undefined;
    return { kind: 'entries', span, entries: ['text', 'json'].map((label) => ({ kind: 'value', label, detail: '' })) };
  }
  const word = /^\s*([\w.-]*)$/.exec(before)?.[1];
  if (word === undefined) return undefined;
  const span = { start: offset - word.length, end: offset };
  if (path === '/input/default') return { kind: 'entries', span, entries: withoutDefault(text, offset) };
  const { keys } = withoutLine(text, offset).prompt;
  const entries = keysBelow(path).flatMap((label): PromptCompletion[] => {
    if (keys.has(`${path}/${label}`)) return [];
    return [{ kind: 'key', label, insert: `${label}: `, detail: keyText(`${path}/${label}`, say) ?? '' }];
  });
  return { kind: 'entries', span, entries };
}

/** Reads the prompt without the text before an offset in its line, which is no YAML yet. */
function withoutLine(text: string, offset: number): PromptSource {
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  return readPromptSource(text.slice(0, line) + ' '.repeat(offset - line) + text.slice(offset));
}

/** Suggests the variables that have no default yet. */
function withoutDefault(text: string, offset: number): PromptCompletion[] {
  const { declared } = variablesOf(withoutLine(text, offset));
  return Array.from(declared.values()).flatMap(({ name, default: value }): PromptCompletion[] =>
    value === undefined ? [{ kind: 'variable', label: name, insert: `${name}: `, detail: '' }] : [],
  );
}

/** Returns the keys around a line of this indentation, as a JSON Pointer. */
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

/** UTF-16 code units before the offset in which the start of its tag is looked for. No usual tag is longer. */
const maxTag = 500;

function inTemplate(source: PromptSource, offset: number, say: Say): PromptCompletions | undefined {
  const near = source.text.slice(Math.max(0, offset - maxTag), offset);
  const open = near.lastIndexOf('{{');
  if (open < 0 || near.indexOf('}}', open) >= 0 || near.startsWith('!', open + 2) || near[open - 1] === '\\')
    return undefined;
  const start = offset - near.length + open;
  if (isInComment(source.text, start)) return undefined;
  const tag = near.slice(open + 2);
  const role = /^~?\s*role\s+(["']?)([^"']*)$/.exec(tag);
  if (role) {
    const [, quote = '', word = ''] = role;
    const entries = promptRoles.map((label): PromptCompletion => {
      return { kind: 'role', label, detail: '', ...(quote === '' && { insert: `"${label}"` }) };
    });
    return { kind: 'entries', span: { start: offset - word.length, end: offset }, entries };
  }
  // Nothing can be suggested within a string.
  if (((tag.match(/"/g)?.length ?? 0) + (tag.match(/'/g)?.length ?? 0)) % 2 === 1) return undefined;
  const [, sign = '', word = ''] = /^~?([#>/^&]?)\s*(?:.*\s|.*[=(])?([\w$@./-]*)$/s.exec(tag) ?? [];
  if (sign === '>' || sign === '/') return undefined;
  const isFirst = /^~?[#^&]?\s*[\w$@./-]*$/.test(tag);
  const helpers = isFirst ? helpersFor(sign === '#' || sign === '^', say) : [];
  const entries = [
    ...(sign === '' || !isFirst || sign === '&' ? variablesFor(source, { start, offset }, say) : []),
    ...helpers,
  ];
  return { kind: 'entries', span: { start: offset - word.length, end: offset }, entries };
}

/** Suggests variables in the tags of other languages, and filters of Nunjucks after a bar. */
function inOtherTemplate(source: PromptSource, offset: number, say: Say): PromptCompletions | undefined {
  const { text, prompt } = source;
  if (prompt.form === 'vscode') return undefined;
  const near = text.slice(Math.max(0, offset - maxTag), offset);
  const [tag, , word = ''] = /\{[{%](?:(?![{%#}]\}|\{[{%#])[^])*?(\|?)\s*([\p{L}\p{N}_]*)$/u.exec(near) ?? [];
  if (tag === undefined) return undefined;
  const span = { start: offset - word.length, end: offset };
  const isFilter = /\|\s*[\p{L}\p{N}_]*$/u.test(tag);
  if (isFilter || tag.startsWith('{%')) {
    if (prompt.syntax !== 'nunjucks') return undefined;
    const words = isFilter ? nunjucksFilters : /^\{%-?\s*\w*$/.test(tag) ? nunjucksTags : [];
    const entries = words.map((label): PromptCompletion => ({ kind: 'helper', label, detail: '' }));
    if (entries.length > 0) return { kind: 'entries', span, entries };
  }
  // Nothing can be suggested within a string or after a point.
  if ((tag.match(/["']/g)?.length ?? 0) % 2 === 1 || /\.\s*\w*$/.test(tag)) return undefined;
  return { kind: 'entries', span, entries: variablesFor(source, { start: offset - tag.length, offset }, say) };
}

const nunjucksTags = ['if', 'elif', 'else', 'endif', 'for', 'endfor', 'raw', 'endraw'];

const helpersFor = (isBlock: boolean, say: Say): PromptCompletion[] =>
  Array.from(helperSigns).flatMap(([label, sign]): PromptCompletion[] => {
    if ((sign.isBlock ?? false) !== isBlock) return [];
    return [{ kind: 'helper', label, detail: helperText(label, say) ?? '' }];
  });

function isInComment(text: string, at: number): boolean {
  const before = text.slice(0, at);
  return before.lastIndexOf('{{!--') > before.lastIndexOf('--}}');
}

/** A tag that is being typed. */
interface Typed {
  readonly start: number;
  readonly offset: number;
}

/** Suggests the names of the input, and those that blocks around the place define. */
function variablesFor(source: PromptSource, typed: Typed, say: Say): PromptCompletion[] {
  const isReadable = source.failures.length === 0 && source.templates.length > 0;
  // To promptfoo, a text with an unclosed tag is no template.
  const isNone = source.prompt.form === 'promptfoo' && restOfTag(source, typed) === '';
  const readable = isReadable && !isNone ? source : withoutTag(source, typed);
  const { declared, uses } = variablesOf(readable);
  const undeclared = new Set(uses.map(({ name }) => name).filter((name) => !declared.has(name)));
  return [
    ...Array.from(declared.values(), ({ name, schema }): PromptCompletion => {
      const about = schema?.['description'];
      return { kind: 'variable', label: name, detail: typeof about === 'string' ? about : '' };
    }),
    ...Array.from(undeclared, (label): PromptCompletion => {
      return { kind: 'variable', label, detail: isDeclaring(source.prompt) ? say('not declared') : '' };
    }),
    ...Array.from(new Set(namesAround(readable, typed.start)), (label): PromptCompletion => ({
      kind: 'variable',
      label,
      detail: say('of a block'),
    })),
  ];
}

/** Returns the text from the place to the end of its tag. Empty where the tag is not closed yet. */
const restOfTag = ({ text }: PromptSource, { offset }: Typed): string =>
  /^[^{}\n]*[}%]\}\}?/.exec(text.slice(offset, offset + maxTag))?.[0] ?? '';

/** Reads a file without the tag that is being typed, because that can seldom be read. */
function withoutTag(source: PromptSource, typed: Typed): PromptSource {
  const { text, prompt } = source;
  const { start, offset } = typed;
  const end = offset + restOfTag(source, typed).length;
  return readPromptSource(text.slice(0, start) + ' '.repeat(end - start) + text.slice(end), prompt.form);
}

/** Returns the names that the blocks around a place define: `as |item|`. */
function namesAround({ text, prompt, templates }: PromptSource, at: number): string[] {
  if (prompt.syntax !== 'handlebars') {
    const around = templates.flatMap(({ parts }) => parts.blocks).filter(({ span }) => isWithin(span, at));
    return around.flatMap(({ params }) => params);
  }
  const start = prompt.templates[0]?.span.start ?? 0;
  const before = text.slice(start, at);
  try {
    return scanTemplate(before).flatMap(({ offset }) => {
      const [, names = ''] = /^\{\{[^{}]*\bas\s+\|([^|]*)\|/.exec(before.slice(offset, offset + maxTag)) ?? [];
      return names.split(/\s+/).filter((name) => name !== '');
    });
  } catch (error) {
    // An earlier tag has no end, either.
    if (error instanceof TemplateError) return [];
    throw error;
  }
}
