import { isRecord, parseJson } from '../../base/json';
import { renderNunjucks } from './nunjucks';
import { jsText } from './nunjucksValues';
import { TemplateError } from './templateError';
import type { TemplateLimits } from './templateError';

type Values = Readonly<Record<string, unknown>>;

/**
 * Fills the text of a prompt as promptfoo 0.123.1 does. JSON is filled text by text and written out again. Everything else is
 * filled as one text, with values that were filled before. Files that values name have already been read.
 * @throws TemplateError
 */
export function renderPromptfoo(raw: string, vars: Values, limits?: TemplateLimits): string {
  const values = linkedValues(vars);
  const parsed = parseJson(raw, notJson);
  if (parsed === notJson) return renderText(raw, values, limits);
  try {
    return JSON.stringify(fillAll(parsed, values, limits, 0), undefined, 2);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return renderText(raw, values, limits, error);
  }
}

const notJson = Symbol('not JSON');

/** Fills a prompt as one text. @param earlier the error to throw where the text is wrong, too. */
function renderText(raw: string, values: Values, limits?: TemplateLimits, earlier?: TemplateError): string {
  try {
    return renderNunjucks(asRawWherePartial(raw), filledValues(values, limits), limits);
  } catch (error) {
    throw earlier ?? error;
  }
}

function fillAll(value: unknown, values: Values, limits: TemplateLimits | undefined, depth: number): unknown {
  if (depth > 200) throw new TemplateError('too-deep', (say) => say('The value is nested too deep.'), 0);
  if (typeof value === 'string') return renderNunjucks(value, values, limits);
  if (Array.isArray(value)) return value.map((item) => fillAll(item, values, limits, depth + 1));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, fillAll(each, values, limits, depth + 1)]),
  );
}

/** The most rounds in which names within values are followed. */
const maxRounds = 5;
/** The most UTF-16 code units that all values together may grow to. */
const maxLength = 4_000_000;

/**
 * Returns the values without a line end at their end, and with the values of others in place of their names. Each round
 * replaces one name of each value.
 */
export function linkedValues(vars: Values): Values {
  const values: Record<string, unknown> = Object.fromEntries(
    Object.entries(vars).map(([name, value]) => [name, typeof value === 'string' ? value.replace(/\n$/, '') : value]),
  );
  let length = 0;
  for (let round = 0, isDone = false; round < maxRounds && !isDone; round++) {
    isDone = true;
    for (const [name, value] of Object.entries(values)) {
      const [placeholder, other = ''] = (typeof value === 'string' && /\{\{\s*(\w+)\s*\}\}/.exec(value)) || [];
      if (placeholder === undefined || !Object.hasOwn(values, other) || values[other] === undefined) continue;
      const linked = (value as string).replace(placeholder, jsText(values[other], 0));
      length += linked.length;
      if (length > maxLength) throw tooLong();
      values[name] = linked;
      isDone = false;
    }
  }
  return values;
}

/** Fills the values that are templates with the others. A value that uses a name without a value stays as it is. */
export function filledValues(values: Values, limits?: TemplateLimits): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const isFilled = typeof value === 'string' && /[{}]/.test(value) && !namesUnknown(value, values);
      return [name, isFilled ? renderNunjucks(asRawWherePartial(value), values, limits) : value];
    }),
  );
}

const loops = /\{%\s*for\s+(\w+)\s+in\s+(\w+)\s*%\}/g;

function namesUnknown(template: string, values: Values): boolean {
  const text = withoutComments(template);
  // The reach is bounded by the length, so that no text is slow.
  const reach = Math.min(10_000, Math.floor(30_000_000 / (text.length + 1)));
  const tags = new RegExp(
    `\\{\\{\\s*([^{}\\s|]+)\\s*(?:\\|[^}]{1,${reach}})?\\}\\}|\\{%\\s*(?:if|for)\\s+([^{}\\s]+)\\s*.{0,${reach}}?%\\}`,
    'g',
  );
  const names = new Set(Array.from(text.matchAll(tags), ([, shown, used]) => shown ?? used ?? ''));
  for (const [, item = '', list = ''] of text.matchAll(loops)) {
    names.delete(item);
    names.add(list);
  }
  return Array.from(names, (name) => /^[A-Za-z_]\w*/.exec(name)?.[0]).some(
    (name) => name !== undefined && name !== 'env' && ownValue(values, name) === undefined,
  );
}

function withoutComments(template: string): string {
  let text = '';
  for (let at = 0; ;) {
    const start = template.indexOf('{#', at);
    const end = start < 0 ? -1 : template.indexOf('#}', start + 2);
    if (end < 0) return text + template.slice(at);
    text += template.slice(at, start);
    at = end + 2;
  }
}

const ownValue = (values: Values, name: string): unknown => (Object.hasOwn(values, name) ? values[name] : undefined);

/** Marks a text as raw where a tag is not closed in its line, because it is no template to promptfoo then. */
export function asRawWherePartial(text: string): string {
  const isRaw = /\{%\s*raw\s*%\}/.test(text) && /\{%\s*endraw\s*%\}/.test(text);
  return !isRaw && text.split(/[\n\r\u2028\u2029]/).some(isPartial) ? `{% raw %}${text}{% endraw %}` : text;
}

const isPartial = (line: string): boolean =>
  ['%', '{', '#'].some((mark) => {
    const last = line.lastIndexOf(`{${mark}`);
    return last >= 0 && !line.includes(mark === '{' ? '}' : mark, last + 2);
  });

const tooLong = (): TemplateError =>
  new TemplateError(
    'too-long',
    (say) => say('The result of the template is longer than {0} characters.', maxLength),
    0,
  );
