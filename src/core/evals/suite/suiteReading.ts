import type { Say } from '../../base/say';
import { slipText } from '../../text/yamlSlipText';
import type { NamedFault, NamedFiles } from '../../files/namedFiles';
import type { Skip, SuiteProblem, SuiteProvider, WrittenAt, WrittenType } from '../suite';
import { isFault, readConfigText } from './configText';
import type { ConfigTextFault } from './configText';
import { ConfigValue } from './configValue';
import { faultText, isCodeFile, isRemote, readsEnvironment, refusalOf, refusalText } from './refusals';
import type { RefusedPart } from './refusals';
import { readRows } from './rows';

const scheme = 'file://';

/** A value that was read, or why it was not. The reason has been reported already. */
export type Got<T> = { readonly value: T } | { readonly why: string };

/** A reader of a config and its files, which collects what it finds there. */
export class SuiteReading {
  readonly skips: Skip[] = [];
  readonly problems: SuiteProblem[] = [];
  readonly types: WrittenType[] = [];
  /** Places of lists of texts that have become rows: the first for each variable. */
  readonly lists = new Map<string, WrittenAt>();
  /** Judges by their id, label, config and reason not to be asked, as JSON. */
  readonly judges = new Map<string, SuiteProvider>();
  private readonly texts = new Map<string, Promise<Got<ConfigValue>>>();

  private readonly counts = new Map<string, number>();
  private readonly contents = new Map<string, Promise<Got<string>>>();

  constructor(
    readonly files: NamedFiles,
    /** Folder of the config, relative to the root. `file://` begins there, wherever it is written. */
    readonly folder: string,
    readonly say: Say,
  ) {}

  /** Keeps where a type of a check is written. */
  typeAt(at: ConfigValue, type: string): void {
    const before = this.counts.get(type) ?? 0;
    this.counts.set(type, before + 1);
    if (before < maxOfType && this.types.length < maxTypes) this.types.push({ type, ...at.place });
  }

  /** Records a part that is not obeyed, and returns the reason. */
  skip(at: ConfigValue, refusal: RefusedPart, name = at.what): string {
    const reason = refusalText(refusal, this.say);
    this.skips.push({ what: name, reason, ...at.place });
    return reason;
  }

  problem(at: ConfigValue, rule: string, message: string, severity: SuiteProblem['severity'] = 'error'): string {
    this.problems.push({ severity, rule, message, ...at.place });
    return message;
  }

  /** Records the fields that are not obeyed. */
  skipOthers(at: ConfigValue, known: ReadonlySet<string>): void {
    for (const [key, value] of at.fields()) {
      if (!known.has(key)) this.skip(value, refusalOf(key) ?? 'unknown');
    }
  }

  /** Returns why a name of a file is refused, and records that as a skip; `undefined` where it is not. */
  refuse(at: ConfigValue, name: string): string | undefined {
    if (isRemote(name)) return this.skip(at, 'network');
    if (readsEnvironment(name)) return this.skip(at, 'environment');
    return isCodeFile(name) || /^(?:exec|python|javascript|ruby|package):/i.test(name)
      ? this.skip(at, 'code')
      : undefined;
  }

  /** Finds the files that a name or a pattern stands for: at least one. */
  async find(at: ConfigValue, name: string, folder = this.folder): Promise<Got<readonly string[]>> {
    const refused = this.refuse(at, name);
    if (refused !== undefined) return { why: refused };
    const path = withoutScheme(name);
    const found = await this.files.find(path, folder);
    if (found.length === 0) return { why: this.refuseFile(at, 'missing', path) };
    const files: string[] = [];
    for (const each of found) {
      if ('fault' in each) return { why: this.refuseFile(at, each.fault, each.file) };
      files.push(each.value);
    }
    return { value: files };
  }

  /** Records a file that must not be read as a skip, and one that cannot be read as a problem. Returns the reason. */
  private refuseFile(at: ConfigValue, fault: NamedFault, file: string): string {
    const reason = faultText(fault, file, this.say);
    const isRefused = fault === 'absolute' || fault === 'outside' || fault === 'secret';
    if (!isRefused) return this.problem(at, fault === 'missing' ? 'missing-file' : 'unreadable-file', reason);
    this.skips.push({ what: at.what, reason, ...at.place });
    return reason;
  }

  /** Reads the text of a file that was found. @param file relative to the root */
  async text(at: ConfigValue, file: string): Promise<Got<string>> {
    const read = await this.files.textOf(file, '');
    return 'value' in read ? { value: read.value } : { why: this.refuseFile(at, read.fault, read.file) };
  }

  /** Reads the bytes of a file that was found. */
  async bytes(at: ConfigValue, file: string): Promise<Got<Uint8Array>> {
    const read = await this.files.bytesOf(file, '');
    return 'value' in read ? { value: read.value } : { why: this.refuseFile(at, read.fault, read.file) };
  }

  /** Reads the content of a file once, as many rows may name it. @param file relative to the root */
  once(file: string, read: () => Promise<Got<string>>): Promise<Got<string>> {
    let content = this.contents.get(file);
    if (!content) this.contents.set(file, (content = read()));
    return content;
  }

  /** Reads the values of a file of YAML, JSON, JSONL or CSV once. @param file relative to the root */
  async values(at: ConfigValue, file: string): Promise<Got<ConfigValue>> {
    let reading = this.texts.get(file);
    if (!reading) this.texts.set(file, (reading = this.readValues(at, file)));
    return reading;
  }

  private async readValues(at: ConfigValue, file: string): Promise<Got<ConfigValue>> {
    const text = await this.text(at, file);
    if ('why' in text) return text;
    const isRows = /\.(?:csv|jsonl)$/i.test(file);
    const read = isRows ? await readRows(file, text.value) : readConfigText(file, text.value);
    if (!isFault(read)) return { value: ConfigValue.of(read) };
    const problem = this.faultOf(read, file);
    this.problems.push({ severity: 'error', ...problem });
    return { why: problem.message };
  }

  /** Returns the problem of a text that cannot be read. */
  faultOf({ why, detail, slip, span }: ConfigTextFault, file: string): Omit<SuiteProblem, 'severity'> {
    const { say } = this;
    const message =
      why === 'tooLong'
        ? say('{0} is too long to be read: put the tests into a file of CSV or JSONL.', file)
        : why === 'tooLarge'
          ? say('{0} is not read: its aliases and references grow to too much.', file)
          : say('{0} cannot be read: {1}', file, slip ? slipText(slip, say) : detail);
    return { file, rule: 'syntax', message, ...(span && { span }) };
  }

  /** Loads what `file://` stands for: the values of YAML, JSON, JSONL and CSV, or a text. Other values stay as they are. */
  async loaded(at: ConfigValue): Promise<Got<ConfigValue>> {
    const name = at.string;
    if (name === undefined || !isFileUrl(name)) return { value: at };
    const found = await this.find(at, name);
    if ('why' in found) return found;
    const values: ConfigValue[] = [];
    for (const file of found.value) {
      const value = await this.content(at, file);
      if ('why' in value) return value;
      if (value.value.isThere) values.push(value.value);
    }
    const [only = at.as(undefined), ...more] = values;
    if (more.length === 0) return { value: only };
    return { value: at.as(values.flatMap((each) => each.items().map(({ value }) => value))) };
  }

  private async content(at: ConfigValue, file: string): Promise<Got<ConfigValue>> {
    if (/\.(?:json|ya?ml|csv|jsonl)$/i.test(file)) return this.values(at, file);
    const text = await this.text(at, file);
    return 'why' in text ? text : { value: at.as(text.value) };
  }

  /** Returns the items of a list, including those of its files. @param onLeft gets why a file is not read */
  async allItems(at: ConfigValue, onLeft?: (name: string, why: string) => void, depth = 0): Promise<ConfigValue[]> {
    const all: ConfigValue[] = [];
    for (const item of at.items()) {
      const isFile = item.string !== undefined && isFileUrl(item.string);
      if ((!isFile && !Array.isArray(item.value)) || depth > maxNested) all.push(item);
      else {
        const loaded = await this.loaded(item);
        if ('value' in loaded) all.push(...(await this.allItems(loaded.value, onLeft, depth + 1)));
        else onLeft?.(item.string ?? '', loaded.why);
      }
    }
    return all;
  }
}

/** Largest number of places that are kept of one type, and of all types. */
const maxOfType = 100;
const maxTypes = 500;

/** Maximum number of files in a row of which each names the next one. */
const maxNested = 10;

export const isFileUrl = (name: string): boolean => name.startsWith(scheme);

export const withoutScheme = (name: string): string => (isFileUrl(name) ? name.slice(scheme.length) : name);
