import { spanOfValue } from './templateParts';
import type { Lose, Part, TemplateValue, ValuePath } from './templateParts';

/**
 * Writes parts as a template of Nunjucks.
 * @param defaults values for names that the input lacks, written where these names are shown.
 */
export function writeNunjucks(
  parts: readonly Part[],
  lose: Lose,
  defaults: Readonly<Record<string, unknown>> = {},
): string {
  return new Writer(lose, defaults).body(parts, false);
}

class Writer {
  constructor(
    private readonly lose: Lose,
    private readonly defaults: Readonly<Record<string, unknown>>,
  ) {}

  body(parts: readonly Part[], isBeforeTag = true): string {
    return parts.map((part, i) => this.part(part, isBeforeTag || i < parts.length - 1)).join('');
  }

  private part(part: Part, isBeforeTag: boolean): string {
    switch (part.kind) {
      case 'text':
        return escaped(part.text, isBeforeTag);
      case 'value': {
        const value = this.value(part.value);
        if (value === undefined) return '';
        const indent = part.indent === undefined ? '' : `(${part.indent})`;
        return `{{ ${value}${this.otherwiseOf(part.value)}${part.isJson ? ` | dump${indent}` : ''} }}`;
      }
      case 'if': {
        const test = this.test(part);
        const [body, otherwise] = [this.body(part.body), this.body(part.otherwise)];
        // Text under a condition that cannot be kept is always shown, so that none of it is lost.
        if (test === undefined) return body + otherwise;
        return `{% if ${test} %}${body}${otherwise === '' ? '' : `{% else %}${otherwise}`}{% endif %}`;
      }
      case 'each': {
        const list = this.path(part.list);
        const [body, otherwise] = [this.body(part.body), this.body(part.otherwise)];
        if (list === undefined) return body + otherwise;
        const names = part.key === undefined ? part.item : `${part.key}, ${part.item}`;
        return `{% for ${names} in ${list} %}${body}${otherwise === '' ? '' : `{% else %}${otherwise}`}{% endfor %}`;
      }
      case 'role':
      case 'history':
        this.lose(part.span, (say) => say('A message that begins within a condition or a loop cannot be kept.'));
        return '';
      case 'media':
        this.lose(spanOfValue(part.url), (say) => say('An image within a condition or a loop cannot be kept.'));
        return '';
    }
  }

  private test({ test: { value, equals, isNot } }: Part & { kind: 'if' }): string | undefined {
    const of = this.value(value);
    if (of === undefined) return undefined;
    if (!equals) return isNot ? `not ${of}` : of;
    const to = this.value(equals);
    return to === undefined ? undefined : `${of} ${isNot ? '!==' : '==='} ${to}`;
  }

  private otherwiseOf(value: TemplateValue): string {
    const name = value.kind === 'path' && !value.path.isLocal && value.path.parts.length === 0 ? value.path.root : '';
    const otherwise = Object.hasOwn(this.defaults, name) ? this.defaults[name] : undefined;
    const isPlain = ['string', 'number', 'boolean'].includes(typeof otherwise);
    return isPlain ? ` | default(${written(otherwise as string)})` : '';
  }

  private value(value: TemplateValue): string | undefined {
    if (value.kind === 'loop') return `loop.${value.of}`;
    return value.kind === 'path' ? this.path(value.path) : written(value.value);
  }

  private path({ root, parts, span }: ValuePath): string | undefined {
    if (!isName(root)) {
      this.lose(span, (say) => say('"{0}" cannot be a name here: it is left out.', root));
      return undefined;
    }
    return (
      root +
      parts
        .map((part) => (isName(part) ? `.${part}` : /^\d+$/.test(part) ? `[${part}]` : `[${written(part)}]`))
        .join('')
    );
  }
}

/** Tells whether Nunjucks reads a text as one name, and not as a word of its own. */
const isName = (name: string): boolean =>
  /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) &&
  !/^(?:true|false|none|null|not|and|or|in|is|if|else|loop|env)$/.test(name);

/** Writes a value as Nunjucks reads it. */
const written = (value: string | number | boolean | null): string =>
  typeof value === 'string'
    ? `"${value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')}"`
    : value === null
      ? 'none'
      : String(value);

/** Writes signs that would begin or end a tag as texts within a tag. */
const escaped = (text: string, isBeforeTag: boolean): string =>
  text.replace(isBeforeTag ? /\{[{%#]|#\}|\{$/g : /\{[{%#]|#\}/g, (sign) => `{{ "${sign}" }}`);
