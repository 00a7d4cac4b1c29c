import { remembered } from '../../base/maps';
import type { Breathe } from '../../base/work';
import type { Language } from '../../text/language';
import { isProse, languageOf } from '../../text/languages';
import { LineOfOffset } from '../../text/offsets';
import type { RegionText } from '../../text/regions/regionText';
import type { Region } from '../../text/regions/regions';
import { calledAtOf } from '../../catalog/names/services';
import { calledAtBy } from './calledAt';
import type { FoundEndpoint } from '../../catalog/names/endpointNames';
import type { ModelNames, NamedModel } from '../../catalog/names/modelNames';
import type { IdUse } from './place';
import { PlaceReader } from './placeReader';
import { followsModelKey, isEveryday, speaksOfModels, standsAsId } from './standsAsId';

/** A text in which ids are looked for. */
export type IdSource = RegionText;

/**
 * An id that code or config names. Lines count from 0; columns and offsets are UTF-16 code units. In a notebook's file
 * the id may be escaped.
 */
export interface FoundId {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  readonly written: string;
  /** Undefined: the id stands where a model is named, and no table knows it. */
  readonly named: NamedModel | undefined;
  readonly use: IdUse;
}

/** Code units that are looked at in one step: under a millisecond of work. */
const stepLength = 50_000;

/**
 * Finds the ids that stand where code or config names a model, in order. Comments, sentences, file names and longer
 * words hold none. Undefined: the text has changed meanwhile.
 * @param breathe is called between steps of the work.
 * @param found gets each id at once, so that nothing is lost where `breathe` throws.
 */
export async function findModelIds(
  source: IdSource,
  names: ModelNames,
  breathe: Breathe,
  found: FoundId[] = [],
): Promise<FoundId[] | undefined> {
  const { text, languageId } = source;
  if (isProse(languageId)) return found;
  const isEmbedded = languageOf(languageId).ids === 'embedded';
  const lines = lineReader(text);
  const isName = remembered((word: string) => names.find(word) !== undefined, maxWords);
  const holds = remembered((word: string | undefined) => word === undefined || text.toLowerCase().includes(word), 8);
  let places: PlaceReader | undefined;
  for (let from = 0; from < text.length;) {
    const to = stepEnd(text, from);
    for (const run of names.scan(text.slice(from, to))) {
      // A step may hold thousands of runs.
      await breathe();
      const endpoint = names.endpointIn(run.text);
      const isKnown = endpoint !== undefined || isName(run.text);
      if (!isKnown && !looksLikeId(run.text)) continue;
      const start = from + run.start;
      if (!endpoint && isEveryday(run.text) && !lines.speaksOfModels(start)) continue;
      const { line, column, near, nearColumn } = lines.placeOf(start);
      if (!isKnown && !followsModelKey(near, nearColumn)) continue;
      const region = await wholeRegion(source, line, column, start - column);
      if (!region) return undefined;
      if (region.kind === 'comment' || region.kind === 'prose') continue;
      if (isEmbedded && region.language === languageId) continue;
      if (endpoint) {
        if (!(isInCode(endpoint, region, languageId) && holds(endpoint.word))) continue;
        places ??= await PlaceReader.open(source);
        const around = await places.useOfEndpoint(start, region.language || languageId, endpoint);
        if (around === undefined) return undefined;
        if (around === false) continue;
        const written = run.text.slice(0, endpoint.end);
        const named = names.find(written, around.service && calledAtOf(around.service));
        found.push({ start, end: start + endpoint.end, line, column, written, named, use: around.use });
        continue;
      }
      const shift = nearColumn - column;
      const inNear = { kind: region.kind, from: region.from + shift, to: region.to + shift };
      const end = nearColumn + run.text.length;
      const language = region.language || languageId;
      if (!standsAsId({ line: near, start: nearColumn, end, language, region: inNear })) continue;
      places ??= await PlaceReader.open(source);
      const around = await places.read(start, language);
      if (!around) return undefined;
      const named = names.find(run.text, calledAtBy(around.service, names.find(run.text)?.record?.maker));
      const isForPeople = named === undefined || isNameForPeople(run.text, named);
      if (isForPeople && !followsModelKey(near, nearColumn)) continue;
      found.push({
        start,
        end: start + run.text.length,
        line,
        column,
        written: run.text,
        named,
        use: around.use,
      });
    }
    from = to;
    await breathe();
  }
  return found;
}

/**
 * Whether an endpoint stands in the right kind of region: members are code, and an id is a value; an address may be in
 * a command.
 */
const isInCode = ({ mark }: FoundEndpoint, { kind, language }: Region, languageId: string): boolean =>
  mark === 'address' ||
  kind === (mark === 'member' ? 'code' : 'string') ||
  (mark === 'id' && isBare(languageOf(language || languageId)));

/** Whether a language writes values without quotes, too, as config and commands do. */
const isBare = ({ config, isShell = false }: Language): boolean => config !== undefined || isShell;

/** Finds the region of a place. A long line is read in pieces, which cut strings in two: cut strings are read once more. */
async function wholeRegion(
  source: IdSource,
  line: number,
  column: number,
  lineStart: number,
): Promise<Region | undefined> {
  const region = await source.regionAt(line, column);
  if (region?.kind !== 'string' || column < nearby) return region;
  const edges = [region.from, region.to - 1].map((at) => source.text.charAt(lineStart + at));
  if (edges.every((edge) => /["'`]/.test(edge))) return region;
  const around = await source.regionsBetween(line, column - nearby, column + nearby);
  return around?.find(({ from, to }) => from <= column && column < to);
}

/** Words whose lookups are kept, as some are asked for again and again: `command` in a file full of commands. */
const maxWords = 10_000;

/**
 * Whether an id is written as a name for people: `GPT-4` beside `gpt-4`. Capitals that no id has are for people, unless
 * a model is expected there.
 */
function isNameForPeople(written: string, { spelling, model, record }: NamedModel): boolean {
  const own = written.slice(spelling.start, spelling.end);
  if (own === own.toLowerCase()) return false;
  const ids = [model, record].flatMap((each) => (each ? [each.id, ...(each.aliases ?? [])] : []));
  return !ids.some((id) => id.endsWith(own));
}

/** Whether a text has a name and a version, as every id has. `gpt-utils` has none, and an address does not count. */
const looksLikeId = (text: string): boolean =>
  /^[\w.:@/-]*[a-z][\w.:@/-]*\d/i.test(text) && !text.includes('://') && !/[.](?:js|ts|py|json|md|ya?ml)$/i.test(text);

/** Finds the end of a step: behind a line break, or in a longer line at a character that no id has. */
function stepEnd(text: string, from: number): number {
  const rough = from + stepLength;
  if (rough >= text.length) return text.length;
  // Only this step is searched: in a long line a search of all the text would go back to its beginning each time.
  const lineBreak = text.slice(from, rough).lastIndexOf('\n');
  if (lineBreak > 0) return from + lineBreak + 1;
  for (let at = rough; at < text.length && at < rough + 1_000; at++) if (/[\s"'`,;]/.test(text.charAt(at))) return at;
  return Math.min(text.length, rough + 1_000);
}

/** UTF-16 code units around a place to which a long line is cut: all that an id belongs to stands near it. */
const nearby = 1_000;

interface PlaceInLine {
  readonly line: number;
  readonly column: number;
  /** The line, or the near part of a long one, and the column of the place in that. */
  readonly near: string;
  readonly nearColumn: number;
}

/** Reads the lines of a text for places that come in order. */
function lineReader(text: string) {
  const at = new LineOfOffset(text);
  // The answer is kept for each line, as everyday words come in crowds.
  let speaks: boolean | undefined;
  const moveTo = (offset: number): void => {
    if (at.moveTo(offset)) speaks = undefined;
  };
  return {
    /** Whether the line of a place speaks of models. A long line passes, as only its near part is asked about later. */
    speaksOfModels(offset: number): boolean {
      moveTo(offset);
      if (at.end - at.start > nearby) return true;
      return (speaks ??= speaksOfModels(text.slice(at.start, at.end)));
    },
    placeOf(offset: number): PlaceInLine {
      moveTo(offset);
      const from = Math.max(at.start, offset - nearby);
      const near = text.slice(from, Math.min(at.end, offset + nearby)).replace(/\r$/, '');
      return { line: at.line, column: offset - at.start, near, nearColumn: offset - from };
    },
  };
}
