// Things that look like words and hold none: addresses, paths, names of files, tags, ids.

import type { Span } from '../../text/span';
import type { RegionReading } from './regionReading';
import { isCited } from './termText';
import type { PlacedRegion } from './placeRegions';

/** The distance to either side that is looked at. A longer run without blanks has no words. UTF-16 code units. */
const nearby = 300;

/** Table with a 1 for each character that ends a run which may be a path or an id. */
const endsRun = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  if (code <= 32 || '"\'`()[]{}<>,;|*!?'.includes(String.fromCharCode(code))) endsRun[code] = 1;
}

const isRun = (code: number): boolean => code < 128 && endsRun[code] === 0;

/** The run of characters around what stands from `start` to `end`. */
function runAround(text: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  const least = Math.max(0, start - nearby);
  const most = Math.min(text.length, end + nearby);
  while (from > least && isRun(text.charCodeAt(from - 1))) from--;
  while (to < most && isRun(text.charCodeAt(to))) to++;
  // The mark that ends a sentence is no part of the run, nor are marks of emphasis.
  while (to > end && '.:_~='.includes(text.charAt(to - 1))) to--;
  while (from < start && '_~=:'.includes(text.charAt(from))) from++;
  return { start: from, end: to };
}

const endings =
  'md|mdx|markdown|rst|txt|text|html?|xml|css|scss|less|m?[jt]sx?|c[jt]s|json[lc5]?|ya?ml|toml|ini|cfg|conf|env|lock|log|csv|tsv|parquet|' +
  'py|pyi|ipynb|go|java|kts?|scala|cs|fs|rs|rb|php|swift|dart|c|h|cc|cpp|hpp|lua|r|exs?|sh|bash|zsh|ps1|bat|sql|proto|graphql|vue|svelte|' +
  'png|jpe?g|gif|svg|webp|ico|pdf|docx?|xlsx?|pptx?|zip|tar|t?gz|whl|jar|exe|dll|so|bin|gguf|safetensors|pt|pth|onnx|tf|wav|mp[34]|ai|com|org|net|io|dev|edu|gov';
const folders =
  'src|lib|libs|docs?|tests?|dist|build|bin|etc|usr|var|opt|tmp|home|root|mnt|node_modules|packages|apps?|scripts|assets|public|static|' +
  'examples?|samples?|data|models?|config|configs|components|pages|api|v\\d+|refs|origin|main|master|feature|features|fix|feat|blob|tree|internal|cmd|pkg';

/** Shapes of runs that are no words, wherever they stand. */
const shapes: readonly RegExp[] = [
  /:\/\/|^(?:www\.|mailto:|data:|file:|urn:)/i,
  // E-mail.
  /[\w+-]@[\w-]+\.\w/,
  // Names of files and hosts, with what may follow them: a line, an anchor.
  new RegExp(`[\\w)\\]-]\\.(?:${endings})(?:[:#?/@]\\S*)?$`, 'i'),
  // Paths.
  /^(?:\.{0,2}[/\\]|~[/\\]|[a-z]:[/\\]|@[\w.-]+\/|\$\w+\/|%\w+%)/i,
  /[/\\]$/,
  /\w\\\w+\\\w/,
  new RegExp(`^(?:${folders})/\\S`, 'i'),
  /^[\w.-]+(?:\/[\w.-]+)*\/[\w-]*[._\d][\w.-]*(?:\/[\w.-]*)*$/,
  // Versions.
  /(?:^|[-_@=v])\d+\.\d+\.\d+|-v\d+\.\d/i,
  // Queries of addresses, and escapes of their characters.
  /[?&][\w-]+=\S|%[0-9a-f]{2}\w*%[0-9a-f]{2}/i,
];

/** Shapes in identifiers of code, where most others have a meaning of their own. */
const shapesInCode: readonly RegExp[] = [shapes[0]!, shapes[3]!];

const isNoWord = (run: string, isIdentifier: boolean): boolean =>
  (isIdentifier ? shapesInCode : shapes).some((shape) => shape.test(run)) || isHash(run);

/** Whether a run looks like a hash, in which letters and digits alternate all the time. */
function isHash(run: string): boolean {
  if (run.length < 20 || !/\d/.test(run) || !/^[\w+/=-]+$/.test(run)) return false;
  const changes = run.match(/[a-z](?=[A-Z\d])|[A-Z](?=[A-Z]?[a-z\d])|\d(?=[A-Za-z])/g)?.length ?? 0;
  return changes > run.length / 5;
}

/** The line of an import in code, up to a name in it. */
const isImport =
  /^\s*(?:from|import|package|using|use|namespace|module|mod|extern crate|#\s*include)\s+[\w.:\\/<"'@-]*$/;
const isImportLine =
  /^\s*(?:import\b|export\b.*\bfrom\b|from\b|#\s*include\b|use\b|using\b|require\b)|\b(?:require|import)\(\s*$/;

/** Returns the part of a run between line breaks that a string writes as `\n`. */
function withoutEscapes(text: string, run: Span, start: number, end: number): Span {
  const before = text.slice(run.start, start);
  if (/^[a-z]:\\/i.test(before)) return run;
  const behind = /\\[nrt]/.exec(text.slice(end, run.end));
  const skipped = /^[^]*\\[nrt]/.exec(before)?.[0].length ?? 0;
  return { start: run.start + skipped, end: behind ? end + behind.index : run.end };
}

/**
 * Whether the text from `start` to `end` is part of something that holds no words. It looks only at what is near, so that
 * the time for a text grows no faster than its length.
 */
export function isNonProse(
  text: string,
  region: PlacedRegion,
  reading: RegionReading,
  start: number,
  end: number,
): boolean {
  const around = runAround(text, start, end);
  const run = region.kind === 'string' ? withoutEscapes(text, around, start, end) : around;
  if (run.end - run.start > nearby || text.startsWith('://', end)) return true;
  const isIdentifier = region.kind === 'code' && reading.by === 'identifiers' && !isCited(region);
  if ((run.start < start || run.end > end) && isNoWord(text.slice(run.start, run.end), isIdentifier)) return true;
  if (isInAddress(text, start) || isShebang(text, start)) return true;
  if (reading.by === 'words') return isInTarget(text, run, reading, start) || isInTag(text, start, end);
  if (region.kind !== 'string') return isImport.test(lineBefore(text, start));
  const written = text.slice(region.start, Math.min(region.end, region.start + nearby));
  return /[/\\]/.test(written) || isImportLine.test(lineBefore(text, region.start));
}

/** Whether a place is in the target of a link: `[text](target)`, `[text][reference]`, `[reference]: target`. */
function isInTarget(text: string, run: Span, { marks }: RegionReading, start: number): boolean {
  const before = text.charAt(run.start - 1);
  if ((before === '(' || before === '[') && text.charAt(run.start - 2) === ']') return true;
  if (before === ' ' && text.startsWith(']:', run.start - 3))
    return /^\s*\[[^\]]+\]: $/.test(lineBefore(text, run.start));
  return marks.target?.test(lineBefore(text, start)) ?? false;
}

/** Whether a place is in a tag, between `<name` and `>`. */
function isInTag(text: string, start: number, end: number): boolean {
  const from = Math.max(0, start - nearby);
  const open = text.slice(from, start).lastIndexOf('<');
  if (open < 0) return false;
  const tag = text.slice(from + open, end + nearby);
  const before = start - from - open;
  const close = tag.indexOf('>');
  return (
    close >= before + end - start &&
    /^<[/!?]?(?:[a-z]|$)/i.test(tag.slice(0, before)) &&
    tag.lastIndexOf('<', close) === 0
  );
}

/** Whether a place is in an address that goes on over brackets and commas: `https://example.com/a_(context),window`. */
function isInAddress(text: string, start: number): boolean {
  if (text.charCodeAt(start - 1) <= 32) return false;
  let from = start;
  const least = Math.max(0, start - nearby);
  while (from > least && text.charCodeAt(from - 1) > 32 && !'<>"`'.includes(text.charAt(from - 1))) from--;
  const before = text.slice(from, start);
  const at = before.lastIndexOf('://');
  if (at < 0) return false;
  const path = before.slice(at);
  return !/[\])](?![^[(]*[\])])|[^\x21-\x7e]/.test(path.replace(/\([^()]*\)/g, ''));
}

const isShebang = (text: string, start: number): boolean =>
  text.startsWith('#!') && !text.slice(0, start).includes('\n');

function lineBefore(text: string, at: number): string {
  const near = text.slice(Math.max(0, at - nearby), at);
  return near.slice(near.lastIndexOf('\n') + 1);
}

// Code occurs in texts, too: commented out, in strings, indented in Markdown, in files without a language.

/** The length to either side that is looked at in a line. UTF-16 code units. */
const nearType = 200;

/** A name of code, and what may follow it where it is declared: its value, or the next parameter. */
const declaredName = /[\p{L}_$][\p{L}\p{N}_$]*(?: ?=(?![=>])\s{0,2}([^\r\n]{1,200})| ?[,)])/uy;
/** The beginning of a statement: after marks, line numbers, a quote and modifiers of a type. */
const statementStart =
  /(?:^(?:\s*\d+)?[^\p{L}\p{N}(]*|[`"'])(?:(?:final|private|public|protected|internal|static|const|readonly|volatile|@\w+) +)*$/u;
/** The brackets of a function's own parameters. */
const parameterStart = /[\p{L}\p{N}_$>]\((?:[^()]*, )?(?:(?:final|const|in|out|ref|this|@\w+) )*$/u;
/** A value that is code and no sentence: `new Pane(`, `frame.context(`, `getContext(`, `open_frame(`, `open()`. */
const codeValue =
  /^(?:await [\w$.]+\(|new \p{L}|[\p{L}_$][\w$]*(?:(?:\.|->|::)[\w$]+)+\(|\p{Ll}+\p{Lu}[\w$]*\(|\p{L}+_[\w$]+\(|[\p{L}_$][\w$]*\(\))/u;
/** The end of a line of code, also within marks. */
const statementEnd = /;["'`*/\s]*$/;

/**
 * Whether a word and the next one are a type and the name that it declares: `Context window = frame.getContext()`,
 * `draw(Context window, int zoom)`. Such identifiers are no phrase. A type has to begin with a capital, unless a semicolon
 * shows that the line is code. Offsets in UTF-16 code units.
 */
export function isDeclaration(text: string, type: number, typeEnd: number): boolean {
  if (text.charCodeAt(typeEnd) !== 0x20) return false;
  declaredName.lastIndex = typeEnd + 1;
  const declared = declaredName.exec(text);
  if (!declared) return false;
  const before = text.slice(Math.max(0, type - nearType), type);
  const lineBefore = before.slice(before.lastIndexOf('\n') + 1);
  const isType = /\p{Lu}/u.test(text.charAt(type));
  const [, value] = declared;
  if (value === undefined) return isType && parameterStart.test(lineBefore);
  return statementStart.test(lineBefore) && (isType || statementEnd.test(value)) && codeValue.test(value);
}
