import type { Saying } from '../../base/say';
import type { Work } from '../../base/work';
import { harmless, isKnown, secret, shortOptions, withValue } from './curlOptions';
import { readShellCommand } from './shellWords';
import { shownExpansion, shownName, shownNames } from './shownName';

/** A request that a command sends, without its keys: no value of a header and no query of its address is kept. */
interface CurlRequest {
  /** Scheme, host, port and path. */
  readonly address: string;
  readonly body: string;
  /** Notes for the user, such as on parts of the command that were not taken. */
  readonly notes: readonly Saying[];
}

type Read<T> = T | { readonly problem: Saying };

/** Reads a curl command for bash or zsh. It runs nothing, reads no file and sends nothing. */
export function* readCurl(text: string): Work<Read<CurlRequest>> {
  const command = yield* readShellCommand(text.replace(/^\s*[$%]\s+/, ''));
  if ('problem' in command) return command;
  const start = command.words.findIndex((word) => !/^\w+=/.test(word));
  if (!/^curl(?:\.exe)?$/.test(command.words[start] ?? '')) return { problem: (say) => say('It is no curl command.') };
  const read = new CurlReader(command.input);
  const problem = yield* read.takeAll(command.words.slice(start + 1));
  if (problem) return { problem };
  return read.request(command.rest, command.expansions);
}

/** Headers that the dialect already implies, or that every client has. */
const ofEveryRequest =
  /^(?:accept|accept-encoding|connection|content-length|content-type|host|user-agent|anthropic-version)$/;
/** Headers that carry a key. */
const ofKeys = /^(?:authorization|proxy-authorization|x-api-key|api-key|x-goog-api-key|cookie)$/;

/** UTF-16 code units of an address. */
const maxAddressLength = 10_000;

/** A header that names a variable, and does not hold the key itself. */
const namesVariable = /[:\s]\$\{?\w+\}?\s*$/;

class CurlReader {
  private url: string | undefined;
  private method: string | undefined;
  private body: string | undefined;
  private hasKey = false;
  private readonly headers = new Set<string>();
  private readonly unknown = new Set<string>();
  private readonly others = new Set<string>();

  constructor(private readonly input: string | undefined) {}

  /** Takes the words of a command. Returns why they are no request of an API; `undefined` where they may be one. */
  *takeAll(words: readonly string[]): Work<Saying | undefined> {
    let isOnlyUrls = false;
    for (let at = 0; at < words.length; at++) {
      const word = words[at] ?? '';
      yield;
      if (isOnlyUrls || !/^-./.test(word)) this.takeUrl(word);
      else if (word === '--') isOnlyUrls = true;
      else {
        for (const { name, value } of optionsIn(word)) {
          const given = withValue.has(name) ? (value ?? words[++at] ?? '') : undefined;
          const problem = this.takeOption(name, given);
          if (problem) return problem;
          yield;
        }
      }
    }
    return undefined;
  }

  request(rest: string, expansions: readonly string[]): Read<CurlRequest> {
    if (this.url === undefined) return { problem: (say) => say('It has no address.') };
    const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(this.url) ? this.url : `http://${this.url}`;
    if (text.length > maxAddressLength || !/^https?:/i.test(text) || !URL.canParse(text))
      return { problem: (say) => say('Its address is not one of the web.') };
    const url = new URL(text);
    const { body, method } = this;
    if (body === undefined) return { problem: (say) => say('It sends no body.') };
    if (method !== undefined && method.toUpperCase() !== 'POST') {
      return { problem: (say) => say('It is a {0} request. The APIs of models take POST.', shownName(method)) };
    }
    if (url.username !== '' || url.password !== '') this.hasKey = true;
    return { address: url.origin + url.pathname, body, notes: this.notesOf(url, rest, expansions) };
  }

  private notesOf(url: URL, rest: string, expansions: readonly string[]): Saying[] {
    const notes: Saying[] = [];
    const inBody = [...new Set(expansions)].filter((each) => this.body?.includes(each)).map(shownExpansion);
    if (inBody.length > 0) {
      const names = [...new Set(inBody)].join(', ');
      notes.push((say) => say('Only your shell knows the value of {0}. It is kept as it is written.', names));
    }
    if (this.hasKey) notes.push((say) => say('The key in it was not kept. Keys belong to providers.'));
    if (url.search !== '') notes.push((say) => say('The query of its address was not taken.'));
    if (this.headers.size > 0) notes.push((say) => say('Headers that were not taken: {0}', shownNames(this.headers)));
    if (this.others.size > 0) notes.push((say) => say('Options that were not taken: {0}', shownNames(this.others)));
    if (this.unknown.size > 0) notes.push((say) => say('Options that are not known: {0}', shownNames(this.unknown)));
    if (rest !== '') notes.push((say) => say('What the command does besides sending was not taken.'));
    return notes;
  }

  private takeUrl(url: string): void {
    if (this.url === undefined) this.url = url;
    else this.others.add(url.length <= maxAddressLength && URL.canParse(url) ? new URL(url).host : url);
  }

  private takeOption(name: string, value = ''): Saying | undefined {
    switch (name) {
      case 'url':
        this.takeUrl(value);
        return undefined;
      case 'request':
        this.method = value;
        return undefined;
      case 'header':
        return this.takeHeader(value);
      case 'json':
      case 'data':
      case 'data-ascii':
      case 'data-binary':
        return this.takeData(value, name, value.startsWith('@'));
      case 'data-raw':
        return this.takeData(value, name, false);
      case 'form':
      case 'form-string':
      case 'data-urlencode':
        return (say) => say('It sends a form (--{0}). The APIs of models take JSON.', name);
      case 'get':
      case 'head':
        return (say) => say('It sends no body.');
      case 'upload-file':
      case 'config':
        return (say) => say('It reads the file {0}. No files are read here.', shownName(value));
      default:
        if (secret.has(name)) this.hasKey = true;
        else if (!harmless.has(name)) (isKnown(name) ? this.others : this.unknown).add(`--${name.replace(/=.*/s, '')}`);
        return undefined;
    }
  }

  private takeHeader(header: string): Saying | undefined {
    if (header.startsWith('@'))
      return (say) => say('It reads the file {0}. No files are read here.', shownName(header.slice(1)));
    // Without a colon the key would stand in the name.
    const name = (/^\s*[^:;\s]*/.exec(header)?.[0] ?? '').trim().toLowerCase();
    if (ofKeys.test(name)) this.hasKey ||= !namesVariable.test(header);
    else if (name !== '' && !ofEveryRequest.test(name)) this.headers.add(name);
    return undefined;
  }

  private takeData(value: string, name: string, isFile: boolean): Saying | undefined {
    if (isFile && value !== '@-')
      return (say) => say('It reads the file {0}. No files are read here.', shownName(value.slice(1)));
    if (isFile && this.input === undefined) return (say) => say('It reads its body from a pipe, which is not there.');
    const read = isFile ? (this.input ?? '') : value;
    // curl takes line ends out of what it reads, unless it is told not to.
    const data = isFile && name.startsWith('data') && name !== 'data-binary' ? read.replace(/[\r\n]/g, '') : read;
    const join = name === 'json' ? '' : '&';
    this.body = this.body === undefined ? data : this.body + join + data;
    return undefined;
  }
}

/** The options of a word: `-sSN`, `-XPOST`, `--json`. */
function* optionsIn(word: string): Generator<{ readonly name: string; readonly value?: string }> {
  if (word.startsWith('--')) {
    const name = word.slice(2);
    yield { name: name.startsWith('no-') && harmless.has(name.slice(3)) ? name.slice(3) : name };
    return;
  }
  for (let at = 1; at < word.length; at++) {
    const name = shortOptions[word.charAt(at)] ?? word.charAt(at);
    const value = word.slice(at + 1);
    yield withValue.has(name) && value !== '' ? { name, value } : { name };
    if (withValue.has(name)) return;
  }
}
