import { XMLParser } from 'fast-xml-parser';
import { SaxesParser } from 'saxes';
import { badValue, shown, verdict } from '../verdict';
import type { CheckInput, MakeCheck, Verdict } from '../verdict';
import { xmlStretches } from './xmlInText';
import type { XmlStretch } from './xmlInText';
import { xmlName } from './xmlName';

// Checks whether an answer is XML, or has XML in it, with elements that have to be there. These are named by paths with
// dots, such as `a.b` for a <b> in an <a>.

/** Why a text is not the XML that is wanted; `undefined`: it is XML, and nothing is missing. */
type Problem = { readonly why: string; readonly isXml: boolean } | undefined;

/** @throws CheckFault */
function pathsOf(input: CheckInput): readonly string[] {
  const { value } = input;
  if (typeof value === 'string') return value.split(',').map((path) => path.trim());
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return textsIn(value, input);
  if (Object.keys(value).length === 0) return [];
  const paths: unknown = 'requiredElements' in value ? value.requiredElements : undefined;
  if (Array.isArray(paths)) return textsIn(paths, input);
  throw badValue(input, 'a list of elements, or a text with commas, as its value');
}

function textsIn(paths: readonly unknown[], input: CheckInput): readonly string[] {
  if (paths.includes(null)) throw badValue(input, 'texts in its list of elements');
  return paths.map(String);
}

function problemWith(xml: string, paths: readonly string[]): Problem {
  let parsed: unknown;
  try {
    // With attributes as fields, as promptfoo reads it.
    const options = { allowBooleanAttributes: true, ignoreAttributes: false, parseAttributeValue: true };
    parsed = new XMLParser({ ...options, parseTagValue: true }).parse(xml);
  } catch (error) {
    return { why: wordsOf(error), isXml: false };
  }
  const missing = paths.filter((path) => !has(parsed, path.split('.')));
  return missing.length === 0 ? undefined : { why: `${shown(missing)} is missing`, isXml: true };
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function has(value: unknown, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined) return true;
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value) && !/^(?:0|[1-9]\d*)$/.test(step)) return false;
  const inner = (value as Readonly<Record<string, unknown>>)[step];
  return inner !== undefined && has(inner, rest);
}

const space = '[ \\t\\r\\n]';
const systemId = `(?:"[^"#]*"|'[^'#]*')`;
const publicId = `(?:"[ \\r\\na-zA-Z0-9'()+,./:=?;!*#@$_%\\-]*"|'[ \\r\\na-zA-Z0-9()+,./:=?;!*#@$_%\\-]*')`;
/** https://www.w3.org/TR/xml/#NT-doctypedecl without declarations of its own. Its group is set where it refers to a file. */
const doctype = new RegExp(
  `^${space}+${xmlName}(?:${space}*|${space}+(SYSTEM|PUBLIC${space}+${publicId})${space}+${systemId}${space}*)$`,
  'u',
);

/** Returns why a text is not one well-formed document with its name spaces; `undefined` where it is. */
function whyNotWellFormed(text: string): string | undefined {
  try {
    const parser = new SaxesParser({ xmlns: true });
    let isAlone = false;
    parser.on('xmldecl', ({ standalone }) => (isAlone = standalone === 'yes'));
    parser.on('doctype', (declared) => {
      const found = doctype.exec(declared);
      if (!found) throw new Error('its DOCTYPE is not well-formed, or has declarations of its own');
      // Entities may be declared in an external file, which is not loaded.
      if (found[1] !== undefined && !isAlone) takeEveryEntity(parser);
    });
    parser.write(text).close();
    return undefined;
  } catch (error) {
    return wordsOf(error);
  }
}

const wholeName = new RegExp(`^${xmlName}$`, 'u');

function takeEveryEntity(parser: SaxesParser<{ xmlns: true }>): void {
  parser.ENTITIES = new Proxy(parser.ENTITIES, {
    get: (entities, name) =>
      typeof name === 'string' && !(name in entities) && wholeName.test(name)
        ? `&${name};`
        : (Reflect.get(entities, name) as string),
  });
}

function isXml(input: CheckInput): Verdict {
  const { text, inverse } = input;
  const paths = pathsOf(input);
  const why = whyNotWellFormed(text) ?? problemWith(text, paths)?.why;
  const reason = `Expected ${inverse ? 'no ' : ''}XML${withPaths(paths)} (${why ?? 'it is'}); the answer is ${shown(text)}.`;
  return verdict((why === undefined) !== inverse, reason);
}

function containsXml(input: CheckInput): Verdict {
  const { text, inverse } = input;
  const paths = pathsOf(input);
  const reason = `Expected ${inverse ? 'no ' : ''}XML${withPaths(paths)} in the answer ${shown(text)}.`;
  return verdict(hasXml(text, paths) !== inverse, reason);
}

const withPaths = (paths: readonly string[]): string => (paths.length === 0 ? '' : ` with ${shown(paths)}`);

function hasXml(text: string, paths: readonly string[]): boolean {
  const without: XmlStretch[] = [];
  for (const stretch of xmlStretches(text)) {
    // Elements inside of XML in which something is missing are no documents of their own.
    if (without.some(({ start, end }) => stretch.start >= start && stretch.end <= end)) continue;
    const problem = problemWith(text.slice(stretch.start, stretch.end), paths);
    if (!problem) return true;
    if (problem.isXml) without.push(stretch);
  }
  return false;
}

export const xmlChecks: Readonly<Record<string, MakeCheck>> = { 'is-xml': isXml, 'contains-xml': containsXml };
