import type { Catalog } from '../catalog';
import type { Model } from '../catalogTable';
import type { Lifecycle, LifecycleModel } from '../lifecycle';
import type { Surface } from '../lifecycleTable';
import { createEndpointNames } from './endpointNames';
import type { FoundEndpoint } from './endpointNames';
import { hostOf, spellingOf } from './spelling';
import type { Spelling } from './spelling';
import type { CalledAt } from './services';
import type { Span } from '../../text/span';
import { literalPattern } from '../../base/searchPattern';

/** The meaning of an id in the tables. At least one of `model` and `record` is set. */
export interface NamedModel {
  readonly spelling: Spelling;
  readonly calledAt?: CalledAt;
  readonly model?: Model;
  /** The published end of the model. */
  readonly record?: LifecycleModel;
  /** The host whose dates these are: the maker where none are published for another host. */
  readonly dateOf: Surface;
}

export type ModelNames = ReturnType<typeof createModelNames>;

/** Returns every id and alias of both tables, those of the catalog first. */
export const knownIds = (catalog: Catalog, lifecycle: Lifecycle): string[] =>
  [...catalog.models, ...lifecycle.models].flatMap(({ id, aliases = [] }) => [id, ...aliases]);

/** Hosts with ids of their own. */
const hosts = ['azure', 'bedrock', 'vertex'] as const;

/** Creates the finder of all ids of the catalog and of the table of ends, in every form in which they are written. */
export function createModelNames(catalog: Catalog, lifecycle: Lifecycle) {
  const names = knownIds(catalog, lifecycle);
  // The scanner looks for the beginning of the maker's own id, which is part of the names that hosts use.
  const own = names.map((name) => spellingOf(name).lookUps.at(-1)?.id ?? name);
  const endpoints = createEndpointNames(lifecycle.endpoints);
  return {
    /** Finds runs of a text that may be ids; most are none. */
    scan: createIdScanner([...names, ...own], endpoints.marks),
    /** Finds an API or address with a published end in a run of a text. */
    endpointIn: (text: string): FoundEndpoint | undefined => endpoints.find(text),
    /**
     * Finds the model that the whole of `text` names, never one by its beginning. `around` is the host that the code
     * around it names. An id that is known only at another host has the end that is published there.
     */
    find(text: string, around?: CalledAt): NamedModel | undefined {
      const spelling = spellingOf(text);
      const endpoint = endpoints.find(text);
      if (endpoint) return ofEndpoint(endpoints.at(endpoint.record, hostOf(around)), spelling, around);
      const calledAt = spelling.calledAt ?? around;
      const surface = hostOf(calledAt);
      const last = spelling.lookUps.at(-1);
      const lookUps = surface && last ? [{ id: last.id, surface }, ...spelling.lookUps] : spelling.lookUps;
      let record: LifecycleModel | undefined;
      for (const { id, surface: at } of lookUps) record ??= lifecycle.find(id, at);
      // The rest of a path is no id, but the catalog alone would accept any path.
      const model = spelling.lookUps
        .filter(({ id }) => !id.includes('/'))
        .map(({ id }) => catalog.findModel(id))
        .find((found) => found !== undefined);
      if (!model && last) for (const host of hosts) record ??= lifecycle.find(last.id, host);
      if (!record && !model) return undefined;
      return {
        spelling,
        ...(calledAt && { calledAt }),
        ...(model && { model }),
        ...(record && { record }),
        dateOf: record?.surface ?? 'maker',
      };
    },
  };
}

/**
 * Returns the meaning of an endpoint. Its marks tell its owner, unless the client is that of another host: the date is
 * that of the host that is called.
 */
const ofEndpoint = (record: LifecycleModel, spelling: Spelling, around: CalledAt | undefined): NamedModel => {
  const dateOf = record.surface ?? 'maker';
  return { spelling, calledAt: around ?? dateOf, record, dateOf };
};

/** A run of characters that may form an id, with the beginning of a known id in it. UTF-16 code units. */
export interface IdRun extends Span {
  readonly text: string;
}

/** Letters of the beginning of an id that the scanner looks for. More would not narrow the search. */
const stemLength = 6;
const shortestStem = 3;
/** The most characters of a run. No id is longer, with everything before and behind it. */
const maxRunLength = 160;

/**
 * Kinds of characters, by UTF-16 code unit. 1 is part of ids. So is 2, but no id ends with it, as it ends a sentence or
 * a key behind an id.
 */
const kinds = new Uint8Array(128);
for (let unit = 0; unit < kinds.length; unit++) {
  const character = String.fromCharCode(unit);
  kinds[unit] = /[.:/@-]/.test(character) ? 2 : /\w/.test(character) ? 1 : 0;
}
const kindOf = (text: string, at: number): number => kinds[text.charCodeAt(at)] ?? 0;

/** Finds runs that may be ids of `names` or hold one of `marks`, in one pass over the text, whatever its lines are. */
function createIdScanner(names: Iterable<string>, marks: readonly string[]): (text: string) => Generator<IdRun> {
  const all = [...names];
  const words = new Set(all.map((name) => name.toLowerCase()).filter(isWord));
  // A stem inside a longer word begins no id. This expression is faster than any loop over the characters here.
  const stems = [...new Set([...all.map(stemOf), ...marks])].sort().map(literalPattern).join('|');
  const pattern = new RegExp(`(?<![a-z0-9])(?:${stems})`, 'gi');
  const calls = marks.map((mark) => mark.toLowerCase()).filter((mark) => mark.includes('('));
  return function* scan(text) {
    const stem = new RegExp(pattern);
    for (let match = stem.exec(text); match !== null; match = stem.exec(text)) {
      const run = withCalls(text, runAt(text, match.index), calls);
      stem.lastIndex = Math.max(run.end, match.index + 1);
      if (run.end > match.index && (!isWord(run.text) || words.has(run.text.toLowerCase()))) yield run;
    }
  };
}

/** Returns the beginning of a name up to the version, so that unknown versions are found as well. */
function stemOf(name: string): string {
  const stem = name.toLowerCase().slice(0, stemLength);
  const version = stem.search(/\d/);
  return version < shortestStem ? stem : stem.slice(0, version);
}

function runAt(text: string, index: number): IdRun {
  let start = index;
  let end = index;
  while (start > 0 && index - start < maxRunLength && kindOf(text, start - 1) > 0) start--;
  while (end < text.length && end - index < maxRunLength && kindOf(text, end) > 0) end++;
  while (end > start && kindOf(text, end - 1) === 2) end--;
  if (text.startsWith('${', start - 2)) start += nameWithDefault.exec(text.slice(start, end))?.[0].length ?? 0;
  return { start, end, text: text.slice(start, end) };
}

/** Extends a run behind the brackets of one of these marks, such as `beta().threads`: no id contains brackets. */
function withCalls(text: string, run: IdRun, calls: readonly string[]): IdRun {
  if (text.charAt(run.end) !== '(') return run;
  for (const mark of calls) {
    const from = run.end - mark.indexOf('(');
    let end = from + mark.length;
    if (from < run.start || text.slice(from, end).toLowerCase() !== mark) continue;
    while (end < text.length && end - from < maxRunLength && kindOf(text, end) === 1) end++;
    return { start: run.start, end, text: text.slice(run.start, end) };
  }
  return run;
}

/**
 * The name before a default value: `MODEL:-` of `${MODEL:-gpt-4}` in shells and Compose, `app.model:` of
 * `${app.model:gpt-4}` in Spring.
 */
const nameWithDefault = /^(?:[\w.-]*?:-?|\w+-)/;

/**
 * Whether a text is a plain word. Most words that begin like an id are prose: a word is an id only where it is the
 * whole id.
 */
const isWord = (text: string): boolean => /^[a-z]+$/i.test(text);
