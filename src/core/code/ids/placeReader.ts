import { CallText, unlessChanged } from '../calls/callText';
import { openCalls } from '../calls/calls';
import type { CodeCall, OpenedCalls } from '../calls/calls';
import { clientNamed } from '../calls/clients';
import type { Client } from '../calls/clients';
import { mayHoldCalls } from '../calls/findAnchors';
import type { FoundEndpoint } from '../../catalog/names/endpointNames';
import { makerOf } from '../../catalog/names/services';
import type { Service } from '../../catalog/names/services';
import { languageOf } from '../../text/languages';
import type { RegionText } from '../../text/regions/regionText';
import { serviceAtPlace } from './calledAt';
import { codePlace, reach } from './codePlace';
import type { KnownGroups } from './codePlace';
import { linesAround, sectionPlace, shellPlace, yamlPlace } from './configPlace';
import { classPlace } from './pythonClass';
import type { IdPlace, IdUse } from './place';
import { isCalledAt } from './use';

/** Facts about an id that the code around it tells. */
interface Surroundings {
  readonly use: IdUse;
  /** The service that it goes to; undefined: nothing at the place proves it. */
  readonly service: Service | undefined;
}

/** Masked pieces that are kept. Few suffice, as ids are asked about in order. */
const maxPieces = 4;
const pieceLength = 2 * reach;

const standIns =
  /\b(?:(?:vi|jest)\.(?:fn|mock|spyOn)|MagicMock|AsyncMock|unittest\.mock|mock\.patch|monkeypatch|respx|httpretty|aioresponses|createTestServer|setupServer|fetchMock|nock|httptest|httprr|MockLanguageModelV\d)\b/;
const tests =
  /(?<![\w.])(?:describe|it|test)(?:\.\w+)?\(\s*["'`]|\bdef test_\w|\bfunc Test\w+\(\w+ \*testing|@(?:Parameterized)?Test\b|\[(?:Fact|Theory|Test|TestMethod)\]|#\[test\]|\bTestCase\b/;
/** UTF-16 code units at the beginning of a file in which signs of a test are looked for. */
const testsWithin = 200_000;

/** Names of clients of OpenAI that are made in another file. */
const clientWords = /client|openai|^(?:o?ai)$/i;

/**
 * Returns the service of a client that was given another name, as by `with … as client`: Azure, where the file makes no
 * other clients than those of Azure.
 */
const onlyAzure = (clients: readonly Client[]): Service | undefined =>
  clients.length > 0 && clients.every(({ proven }) => proven === 'azure') ? 'azure' : undefined;

/** Reads the places of the ids of one text, in order. */
export class PlaceReader {
  private readonly pieces = new Map<number, string>();
  private readonly groups: KnownGroups = new Map();
  private opened: Promise<OpenedCalls> | undefined;
  /** Calls by the places of their models. */
  private readonly calls = new Map<number, CodeCall>();
  private callsRead = 0;
  private tests: 'standIns' | 'tests' | 'none' | undefined;

  private constructor(private readonly text: CallText) {}

  static async open(source: RegionText): Promise<PlaceReader> {
    return new PlaceReader(await CallText.open(source));
  }

  /** Reads the surroundings of an id. Undefined: the text was changed meanwhile. @param language of the place */
  read(start: number, language: string): Promise<Surroundings | undefined> {
    return unlessChanged(async () => {
      const place = await this.placeOf(start, language);
      const clients = mayHoldCalls(this.text.source.languageId) ? await this.readCallsBefore(start) : [];
      const call = this.calls.get(start);
      const clientOf = (name: string) => {
        const client = clientNamed(clients, name, start);
        return client && { service: client.proven };
      };
      const isCalled = call !== undefined || isCalledAt(place);
      return {
        use: !isCalled ? 'list' : this.isTest(call !== undefined) ? 'test' : 'call',
        service: call ? call.proven : serviceAtPlace(place, clientOf),
      };
    });
  }

  /**
   * Reads how an API or address that is named at a place is used, and whose it is. `false`: it is another one of that
   * name. Undefined: the text was changed meanwhile. The `receiver` of a member is the name that it is read from.
   */
  useOfEndpoint(start: number, language: string, endpoint: FoundEndpoint): Promise<Surroundings | false | undefined> {
    return unlessChanged(async () => {
      const { isCompared, isInUnion } = await this.placeOf(start, language);
      const isMember = endpoint.mark === 'member';
      const use = isCompared || isInUnion ? 'list' : this.isTest(isMember) ? 'test' : 'call';
      if (!isMember) return { use, service: undefined };
      const { receiver = '' } = endpoint;
      const clients = await this.readCallsBefore(start);
      const client = clientNamed(clients, receiver, start);
      if (!client) return clientWords.test(receiver) && { use, service: onlyAzure(clients) };
      const service = client.proven;
      const isOwn = service === undefined || makerOf(service) === endpoint.record.maker;
      return (isOwn || service === 'azure') && { use, service };
    });
  }

  private async placeOf(start: number, language: string): Promise<IdPlace> {
    const { text } = this.text;
    const { column } = this.text.placeOf(start);
    const { grammar = language, config, isShell = false } = languageOf(language);
    if (grammar === 'yaml') return yamlPlace(linesAround(text, start), column);
    if (config === 'bare' || grammar === 'toml') return sectionPlace(linesAround(text, start), column);
    if (isShell) return shellPlace(linesAround(text, start), column);
    const from = Math.max(0, start - reach);
    const masked = await this.masked(from, Math.min(text.length, start + reach));
    const piece = { start: from, text: text.slice(from, from + masked.length), masked };
    const place = codePlace(piece, start - from, this.groups);
    return grammar === 'python' && place.groups.length === 0 ? classPlace(place, linesAround(text, start)) : place;
  }

  /** Whether the place is in a test that sends nothing: it makes up the network, or `isCall` is false, as for settings. */
  private isTest(isCall: boolean): boolean {
    const text = this.text.text.slice(0, testsWithin);
    this.tests ??= standIns.test(text) ? 'standIns' : tests.test(text) ? 'tests' : 'none';
    return this.tests === 'standIns' || (this.tests === 'tests' && !isCall);
  }

  /** Reads the calls before an offset; returns the clients of the text. In a long text, later calls may not be read yet. */
  private async readCallsBefore(offset: number): Promise<OpenedCalls['clients']> {
    const opened = await (this.opened ??= openCalls(this.text));
    const calls = await opened.upTo(offset);
    for (const call of calls.slice(this.callsRead)) if (call.model) this.calls.set(call.model.start, call);
    this.callsRead = calls.length;
    return opened.clients;
  }

  private async masked(from: number, to: number): Promise<string> {
    const parts: string[] = [];
    for (let piece = Math.floor(from / pieceLength); piece * pieceLength < to; piece++) {
      const start = piece * pieceLength;
      let masked = this.pieces.get(piece);
      if (masked === undefined) {
        masked = await this.text.masked(start, start + pieceLength);
        this.pieces.set(piece, masked);
        const [oldest] = this.pieces.keys();
        if (this.pieces.size > maxPieces && oldest !== undefined) this.pieces.delete(oldest);
      }
      parts.push(masked.slice(Math.max(0, from - start), to - start));
    }
    return parts.join('');
  }
}
