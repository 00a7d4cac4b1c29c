import { helperSigns } from '../template/handlebarsHelpers';
import { spanOfValue } from './templateParts';
import type { Lose, Part, TemplateValue, ValuePath } from './templateParts';

/**
 * Writes parts as a template of Dotprompt.
 * @param isBeforeTag whether a tag follows directly.
 */
export const writeHandlebars = (parts: readonly Part[], lose: Lose, isBeforeTag = false): string =>
  new Writer(lose).body(parts, 0, isBeforeTag);

class Writer {
  constructor(private readonly lose: Lose) {}

  /** @param loops the number of loops around the parts. */
  body(parts: readonly Part[], loops: number, isBeforeTag: boolean): string {
    const pieces = merged(parts).map((part, i, all) =>
      part.kind === 'text' ? escaped(part.text, isBeforeTag || i < all.length - 1) : this.part(part, loops),
    );
    return pieces.join('');
  }

  private part(part: Exclude<Part, { kind: 'text' }>, loops: number): string {
    switch (part.kind) {
      case 'value': {
        const value = this.value(part.value, loops);
        if (value === undefined) return '';
        if (!part.isJson) return `{{${value}}}`;
        return `{{json ${value}${part.indent === undefined ? '' : ` indent=${part.indent}`}}}`;
      }
      case 'if':
        return this.if(part, loops);
      case 'each': {
        const list = this.path(part.list, loops);
        const names = [part.item, part.key].filter((name) => name !== undefined).map(localName);
        const body = this.block(part.body, loops + 1);
        return `{{#each ${list} as |${names.join(' ')}|}}${body}${this.otherwise(part.otherwise, loops)}{{/each}}`;
      }
      case 'role':
        return `{{role "${part.role}"}}`;
      case 'history':
        return '{{history}}';
      case 'media': {
        const [url, type] = [part.url, part.contentType].map((value) => value && this.value(value, loops));
        return url === undefined ? '' : `{{media url=${url}${type === undefined ? '' : ` contentType=${type}`}}}`;
      }
    }
  }

  private if({ test, body, otherwise }: Part & { kind: 'if' }, loops: number): string {
    const { value, equals, isNot } = test;
    const [of, to] = [value, equals].map((each) => each && this.value(each, loops));
    const shown = this.block(body, loops);
    // Text under a condition that cannot be kept is always shown, so that none of it is lost.
    if (of === undefined || (equals && to === undefined)) return shown + this.body(otherwise, loops, true);
    const helper = equals ? (isNot ? 'unlessEquals' : 'ifEquals') : isNot ? 'unless' : 'if';
    const head = [helper, of, to].filter((each) => each !== undefined).join(' ');
    return `{{#${head}}}${shown}${this.otherwise(otherwise, loops)}{{/${helper}}}`;
  }

  private otherwise(parts: readonly Part[], loops: number): string {
    return parts.length === 0 ? '' : `{{else}}${this.block(parts, loops)}`;
  }

  /**
   * Writes the inside of a block. Tags that are alone in their lines would remove these lines, so a comment is put
   * beside them.
   */
  private block(parts: readonly Part[], loops: number): string {
    const body = this.body(parts, loops, true);
    const before = body.slice(0, body.length - body.trimStart().length).includes('\n') ? '{{!}}' : '';
    const after = body.slice(body.trimEnd().length).includes('\n') ? '{{!}}' : '';
    return before + body + after;
  }

  private value(value: TemplateValue, loops: number): string | undefined {
    if (value.kind === 'loop') return `@${value.of === 'index0' ? 'index' : value.of}`;
    if (value.kind === 'path') return this.path(value.path, loops);
    if (typeof value.value !== 'string') return String(value.value);
    const quote = ['"', "'"].find((mark) => !String(value.value).includes(mark));
    if (quote !== undefined && !value.value.endsWith('\\')) return quote + value.value + quote;
    this.lose(spanOfValue(value), (say) => say('A text with both kinds of quotation marks cannot be written here.'));
    return undefined;
  }

  private path({ root, isLocal, parts }: ValuePath, loops: number): string {
    if (isLocal) return [localName(root), ...parts.map(segment)].join('.');
    const isOwn = helperSigns.has(root) || word.test(root) || /^\d+$/.test(root);
    const from = loops > 0 ? ['@root'] : isOwn ? ['this'] : [];
    return [...from, ...[root, ...parts].map(segment)].join('.');
  }
}

/** Returns the name of an item, changed where a helper or a word of Handlebars has that name. */
const localName = (name: string): string => (helperSigns.has(name) || word.test(name) ? `${name}_` : name);

/** Words that mean something else to Handlebars than a name. */
const word = /^(?:this|else|as|true|false|null|undefined)$/;

const segment = (name: string): string =>
  /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(name) && !word.test(name) ? name : `[${name.replace(/[\\\]]/g, '\\$&')}]`;

/** Joins neighbouring texts. */
function merged(parts: readonly Part[]): Part[] {
  const out: Part[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (part.kind === 'text' && last?.kind === 'text')
      out[out.length - 1] = { kind: 'text', text: last.text + part.text };
    else if (part.kind !== 'text' || part.text !== '') out.push(part);
  }
  return out;
}

/** The tag for a single brace, where one in the text would belong to a tag. */
const brace = '{{lookup "{" 0}}';

/** Escapes a text that a tag may follow. Braces, and backslashes before them, mean something to Handlebars. */
function escaped(text: string, isBeforeTag: boolean): string {
  const isBraced = isBeforeTag && (/\{+$/.exec(text)?.[0].length ?? 0) % 2 === 1;
  const pieces = (isBraced ? text.slice(0, -1) : text).split(/(?<=\\)\{\{/);
  const written = pieces.map((piece, i) => {
    const isBeforeBrace = i < pieces.length - 1 || isBraced;
    // One backslash before a tag makes the tag a text, and of two backslashes one stays.
    const slash = (isBeforeBrace || isBeforeTag) && piece.endsWith('\\') ? '\\' : '';
    // A brace after a tag would belong to it.
    return `${piece.startsWith('}') ? '{{!}}' : ''}${piece.replaceAll('{{', '\\{{')}${slash}`;
  });
  return written.join(brace + brace) + (isBraced ? brace : '');
}
