import { NunjucksExpressions } from './nunjucksExpressions';
import type { ForNode, NameNode, NunjucksTemplate, Statement } from './nunjucksNodes';
import type { NunjucksToken } from './nunjucksTokens';
import { NunjucksError } from './nunjucksError';

/**
 * Reads a template into its tree: paths, `if`, `for` and a few filters. Other parts of Nunjucks would run code, read files or
 * need a language of their own. They are refused at their place.
 * @throws NunjucksError
 */
export function parseNunjucks(source: string): NunjucksTemplate {
  const before = known.get(source);
  if (before) return before;
  const { nodes } = new Parser(source).body([]);
  const template = { body: nodes };
  if (source.length <= maxKnownLength) {
    if (known.size >= maxKnown) known.clear();
    known.set(source, template);
  }
  return template;
}

/** Templates that were read before. They are kept because each row of a run fills the same few. */
const known = new Map<string, NunjucksTemplate>();
const maxKnown = 50;
/** The most UTF-16 code units of a template that is kept. */
const maxKnownLength = 100_000;

/**
 * The nodes up to a tag that ends them, and the name of that tag.
 * Without `stop` they reach to the end of the template.
 */
interface Body {
  readonly nodes: readonly Statement[];
  readonly stop?: NunjucksToken;
}

class Parser extends NunjucksExpressions {
  /** Whether the tag before removes the space after it. */
  private dropsSpace = false;

  body(stops: readonly string[]): Body {
    return this.nested(() => this.nodesUntil(stops));
  }

  private nodesUntil(stops: readonly string[]): Body {
    const nodes: Statement[] = [];
    for (;;) {
      const start = this.at;
      const { text, tag } = this.textAndTag();
      if (text !== '') nodes.push({ kind: 'text', text, span: { start, end: this.tagStart } });
      if (tag === '') return { nodes };
      if (tag.startsWith('{#')) this.comment();
      else if (tag.startsWith('{{')) nodes.push(this.output());
      else {
        this.dropsSpace = false;
        const name = this.take('word');
        if (stops.includes(name.value)) return { nodes, stop: name };
        nodes.push(this.statement(name));
      }
    }
  }

  /**
   * Reads the text up to the next tag, without the space that tags take away, and the beginning of that tag.
   * The tag is empty at the end of the template.
   */
  private textAndTag(): { text: string; tag: string } {
    const start = this.at;
    const mark = /\{\{-?|\{%-?|\{#-?|#\}/g;
    mark.lastIndex = start;
    const found = mark.exec(this.source);
    const end = found?.index ?? this.source.length;
    const tag = found?.[0] ?? '';
    if (tag === '#}') throw new NunjucksError((say) => say('No comment that could end here has begun.'), end, end + 2);
    this.tagStart = end;
    this.at = end + tag.length;
    let text = this.source.slice(start, end);
    if (text !== '' && this.dropsSpace) {
      text = text.trimStart();
      this.dropsSpace = false;
    }
    return { text: tag.endsWith('-') ? text.trimEnd() : text, tag };
  }

  private comment(): void {
    const start = this.tagStart;
    const end = this.source.indexOf('#}', start + 2);
    if (end < 0) throw new NunjucksError((say) => say('This comment has no end.'), start, this.source.length);
    this.dropsSpace = this.source[end - 1] === '-';
    this.at = end + 2;
  }

  private output(): Statement {
    const start = this.tagStart;
    const value = this.expression();
    this.dropsSpace = this.close('}}');
    return { kind: 'output', value, span: { start, end: this.at } };
  }

  private statement(name: NunjucksToken): Statement {
    if (name.value === 'if') return this.if(name);
    if (name.value === 'for') return this.for(name);
    if (name.value === 'raw' || name.value === 'verbatim') return this.raw(name);
    if (['elif', 'elseif', 'else', 'endif', 'endfor'].includes(name.value)) {
      throw new NunjucksError(
        (say) => say('Nothing that "{0}" belongs to is open here.', name.value),
        ...placeOf(name),
      );
    }
    throw new NunjucksError(
      (say) => say('The tag "{0}" is not supported: only "if", "for" and "raw" are.', name.value),
      ...placeOf(name),
    );
  }

  private if(opening: NunjucksToken): Statement {
    const branches = [];
    for (;;) {
      const condition = this.expression();
      this.closeTag();
      const { nodes, stop } = this.body(['elif', 'elseif', 'else', 'endif']);
      branches.push({ condition, body: nodes });
      if (stop?.value === 'elif' || stop?.value === 'elseif') continue;
      const otherwise = this.otherwise(opening, stop, 'endif');
      return { kind: 'if', branches, otherwise, span: { start: opening.start, end: this.at } };
    }
  }

  private for(opening: NunjucksToken): ForNode {
    const names = [this.loopName()];
    while (this.skip('sign', ',')) names.push(this.loopName());
    if (!this.skip('word', 'in')) throw this.unexpected(this.peek());
    const list = this.expression();
    this.closeTag();
    const { nodes: body, stop } = this.body(['endfor', 'else']);
    const otherwise = this.otherwise(opening, stop, 'endfor');
    return { kind: 'for', names, list, body, otherwise, span: { start: opening.start, end: this.at } };
  }

  private loopName(): NameNode {
    const { value: name, start, end } = this.take('word');
    // Nunjucks would write into the item itself.
    if (name === 'loop') throw new NunjucksError((say) => say('"{0}" cannot name an item.', name), start, end);
    return { kind: 'name', name, span: { start, end } };
  }

  /** Reads the rest of an `if` or a `for`: the content of `else`, if the body stopped there, and the end. */
  private otherwise(opening: NunjucksToken, stop: NunjucksToken | undefined, end: string): readonly Statement[] {
    const unclosed = (): NunjucksError =>
      new NunjucksError((say) => say('"{0}" is not closed by "{1}".', opening.value, end), ...placeOf(opening));
    if (!stop) throw unclosed();
    this.closeTag();
    if (stop.value !== 'else') return [];
    const { nodes, stop: last } = this.body([end]);
    if (!last) throw unclosed();
    this.closeTag();
    return nodes;
  }

  private raw(opening: NunjucksToken): Statement {
    this.closeTag();
    const start = this.at;
    const marks = new RegExp(`\\{%\\s*(end)?${opening.value}\\s*%\\}`, 'g');
    marks.lastIndex = start;
    let level = 1;
    for (let mark = marks.exec(this.source); mark; mark = marks.exec(this.source)) {
      level += mark[1] === undefined ? 1 : -1;
      if (level > 0) continue;
      this.at = marks.lastIndex;
      return { kind: 'text', text: this.source.slice(start, mark.index), span: { start, end: mark.index } };
    }
    throw new NunjucksError(
      (say) => say('"{0}" is not closed by "{1}".', opening.value, `end${opening.value}`),
      ...placeOf(opening),
    );
  }

  private closeTag(): void {
    if (this.close('%}')) this.dropsSpace = true;
  }
}

const placeOf = ({ start, end }: NunjucksToken): [start: number, end: number] => [start, end];
