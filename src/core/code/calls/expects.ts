import { Lazy } from '../../base/lazy';
import { readHosts } from './hosts';
import { languageOf } from '../../text/languages';
import { CallText, unlessChanged } from './callText';
import type { RegionText } from '../../text/regions/regionText';
import { innermost, readCalls } from './calls';
import type { CodeCall } from './calls';
import { keyOfValue, modelKeyOf, neighbourLines, neighboursOf } from './modelKeys';
import type { ModelKey } from './modelKeys';
import { mayHoldCalls } from './findAnchors';
import { isModelName } from './modelArgument';
import { maxCallLength } from './readCall';
import type { ModelForm, Sdk } from './callRule';
import { serviceOfAddress } from '../../catalog/names/services';
import type { Api, Service } from '../../catalog/names/services';

/** The model that is expected at a place where code or config names one. Offsets in UTF-16 code units. */
export interface ExpectedModel {
  /**
   * `call`: an argument of a call that we know. `config`: the value of a key of a config file. `name`: a string that code
   * calls a model, without a call: `const model = '…'`.
   */
  readonly by: 'call' | 'config' | 'name';
  readonly sdk?: Sdk;
  readonly api?: Api;
  /** The service that it goes to; undefined: nothing says so. At `other` any name may be right. */
  readonly service: Service | undefined;
  /** Whether it is a deployment, which has the name that its owner chose. */
  readonly isDeployment: boolean;
  readonly form: ModelForm;
  /** `string`: between quotes. `value`: config without quotes. `code`: no quote is there yet. */
  readonly place: 'string' | 'value' | 'code';
  /** The id that stands there now. */
  readonly written: string;
  readonly start: number;
  readonly end: number;
}

/** An id stands in one line, near its key. */
const nearby = 1_000;
const idCharacters = /^[\w.:@/-]{0,200}/;

/**
 * Finds the model that is expected at `offset`; undefined where there is none, or where the text was changed meanwhile.
 * It reads the text up to there, a step of about a millisecond at a time.
 */
export function expectsModel(source: RegionText, offset: number): Promise<ExpectedModel | undefined> {
  return unlessChanged(async () => {
    const isCode = mayHoldCalls(source.languageId);
    if (!isCode && languageOf(source.languageId).config === undefined) return undefined;
    const text = await CallText.open(source);
    const hosts = hostsOf(text);
    return isCode ? inCode(text, offset, hosts) : inConfig(text, offset, hosts);
  });
}

/**
 * Finds every place of a text where one of its calls or a key of config names a model that is written out. Undefined:
 * the text was changed meanwhile.
 */
export async function expectedModels(
  source: RegionText,
  calls: readonly CodeCall[],
): Promise<ExpectedModel[] | undefined> {
  if (languageOf(source.languageId).config) return unlessChanged(async () => allOfConfig(await CallText.open(source)));
  return calls.flatMap((call) => {
    if (!call.model) return [];
    const { value, start, end } = call.model;
    return [{ by: 'call' as const, ...ofCall(call), place: 'string' as const, written: value, start, end }];
  });
}

/** UTF-16 code units of a config file that are read: longer files are written by programs. */
const maxConfigLength = 2_000_000;
const maxPlaces = 2_000;
const maxKeys = 10_000;
const keyAndValue = /(?:model|llm|engine)\w{0,20}["']?\s{0,20}[:=]\s{0,20}["']?(?=[\w.:@/-])/gi;

async function allOfConfig(text: CallText): Promise<ExpectedModel[]> {
  const found: ExpectedModel[] = [];
  const hosts = hostsOf(text);
  let keys = 0;
  for (const match of text.text.slice(0, maxConfigLength).matchAll(keyAndValue)) {
    if (found.length >= maxPlaces || ++keys > maxKeys) break;
    await text.source.breathe();
    const expected = await inConfig(text, match.index + match[0].length, hosts);
    if (expected && expected.written !== '') found.push(expected);
  }
  return found;
}

/** The hosts that a text names, read with the first question. */
type Hosts = Lazy<Awaited<ReturnType<typeof readHosts>>>;

const hostsOf = ({ text, source }: CallText): Hosts => new Lazy(() => readHosts(text, source.breathe));

type WrittenValue = Pick<ExpectedModel, 'place' | 'written' | 'start' | 'end'>;

async function inCode(text: CallText, offset: number, hosts: Hosts): Promise<ExpectedModel | undefined> {
  const place = await placeInCode(text, offset);
  if (!place) return undefined;
  // The calls below are read as well: a constant stands before the call that it is the model of.
  const calls = await readCalls(text, { start: offset - maxCallLength, end: offset + maxCallLength });
  const call = innermost(calls, offset);
  if (call && expectsIn(call, offset)) return { by: 'call', ...ofCall(call), ...place };
  const constant = calls.find(({ model }) => model?.isConstant && model.start <= offset && offset <= model.end);
  if (constant) return { by: 'call', ...ofCall(constant), ...place };
  if (place.place !== 'string') return undefined;
  const key = keyOfValue(lineBefore(text, place.start));
  const named = key && modelKeyOf(key.key);
  return named && { by: 'name', ...(await ofKey(text, place.start, named, hosts)), ...place };
}

/** Whether the value that stands at a place is the model of a call. */
function expectsIn({ rule, arguments: named, positional }: CodeCall, offset: number): boolean {
  const isAt = ({ from, to }: { from: number; to: number }): boolean => from <= offset && offset <= to;
  const outer = named.filter((argument) => argument.path.length === 1 && isAt(argument));
  if (outer.length > 0)
    return outer.some(({ path, name }) => isModelName(rule, path) && !isOption(named, name, offset));
  if (rule.position === undefined) return false;
  const at = positional[rule.position];
  // The first argument may not be there yet.
  return at ? isAt(at) : positional.length === 0 && rule.position === 0;
}

/** Whether a place is in a named option within the model of a call: `openai('…', { user: '…' })`. */
const isOption = (named: CodeCall['arguments'], name: string, offset: number): boolean =>
  named.some(({ path, from, to }) => path.length > 1 && path[0] === name && from <= offset && offset <= to);

const ofCall = ({ sdk, api, service, form }: CodeCall) => ({
  ...{ sdk, api, service, form, isDeployment: service === 'azure' },
});

/** Finds the string at a place, or a place in code where one can begin. */
async function placeInCode(text: CallText, offset: number): Promise<WrittenValue | undefined> {
  const { line, column } = text.placeOf(offset);
  const start = offset - column;
  const regions = await text.regions(line, Math.max(0, column - 1), column + 1);
  const around =
    regions.find(({ from, to }) => from < column && column < to) ?? regions.find(({ to }) => to === column);
  if (around?.kind === 'comment' || around?.kind === 'prose') return undefined;
  if (around?.kind === 'string') {
    const quote = text.text.lastIndexOf(quoteBefore(text.text, start + around.from, offset), offset - 1);
    const isClosed = around.to === column && column - around.from > 1 && isQuote(text.text.charAt(offset - 1));
    if (!isClosed && quote >= start + around.from) {
      const from = quote + 1;
      const written = idCharacters.exec(text.text.slice(from, from + 200))?.[0] ?? '';
      return from + written.length < offset
        ? undefined
        : { place: 'string', written, start: from, end: from + written.length };
    }
  }
  const before = /[\p{L}_$][\p{L}\p{N}_$.]*$/u.exec(text.text.slice(Math.max(start, offset - 100), offset))?.[0] ?? '';
  return { place: 'code', written: before, start: offset - before.length, end: offset };
}

const isQuote = (character: string): boolean => character === '"' || character === "'" || character === '`';

/** Finds the quote that opens the string that begins at `from`. */
function quoteBefore(text: string, from: number, offset: number): string {
  for (let at = from; at < offset && at < from + 8; at++) if (isQuote(text.charAt(at))) return text.charAt(at);
  return '"';
}

const lineBefore = (text: CallText, offset: number): string =>
  text.text.slice(Math.max(text.startOfLine(text.placeOf(offset).line), offset - nearby), offset);

async function inConfig(text: CallText, offset: number, hosts: Hosts): Promise<ExpectedModel | undefined> {
  const key = keyOfValue(lineBefore(text, offset));
  const named = key && modelKeyOf(key.key);
  if (!named) return undefined;
  const start = offset - key.begun.length;
  const region = await text.regionAt(start - 1);
  if (region?.kind === 'comment') return undefined;
  const written = idCharacters.exec(text.text.slice(start, start + 200))?.[0] ?? '';
  const place = key.quote === '' ? 'value' : 'string';
  const of = await ofKey(text, start, named, hosts);
  return { by: 'config', ...of, place, written, start, end: start + written.length };
}

/** Finds where the model of a key is called, from the key, the lines around it and the file. */
async function ofKey(text: CallText, offset: number, { service: ofName, isDeployment }: ModelKey, hosts: Hosts) {
  const { line } = text.placeOf(offset);
  const from = Math.max(text.startOfLine(Math.max(0, line - neighbourLines)), offset - nearby);
  const to = Math.min(text.endOfLine(line + neighbourLines), offset + nearby);
  const { provider, address } = neighboursOf(text.text.slice(from, to));
  const byAddress = address === undefined ? undefined : serviceOfAddress(address);
  const host = (await hosts.get())(offset);
  const byHost = host === undefined || host === 'maker' ? undefined : host;
  const service = byAddress ?? provider ?? ofName ?? byHost;
  return { form: 'plain' as const, service, isDeployment: isDeployment || service === 'azure' };
}
