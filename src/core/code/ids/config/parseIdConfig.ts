import * as v from 'valibot';
import { isMap, isScalar, isSeq } from 'yaml';
import type { Document } from 'yaml';
import { isRecord } from '../../../base/json';
import { YamlText, isPlain, maxAliases, rangeOf } from '../../../text/yaml';
import type { ConfigFault, ConfigProblem, ParsedIdConfig } from './configFaults';
import { configKeys, configuredSeverities, defaultIdConfig, maxConfigLength, severityKeys } from './idConfig';
import type { IdConfig } from './idConfig';

const maxDays = 3_650;

const severity = v.optional(v.picklist(configuredSeverities));
const tokens = v.pipe(v.number(), v.integer(), v.minValue(1));
const texts = v.optional(v.array(v.string()), []);
/** Makes the schema of an object with these keys only. To valibot a list is an object as well, so that is checked first. */
const keys = <Entries extends v.ObjectEntries>(entries: Entries) =>
  v.pipe(v.custom<Record<string, unknown>>(isRecord), v.strictObject(entries));

const fileSchema = keys({
  ignore: v.optional(keys({ ids: texts, paths: texts }), {}),
  warnWithinDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxDays))),
  severity: v.optional(keys(v.entriesFromList(severityKeys, severity)), {}),
  budgets: v.optional(v.pipe(v.custom<Record<string, unknown>>(isRecord), v.record(v.string(), tokens))),
});

type Path = readonly (string | number)[];
type Issue = v.BaseIssue<unknown>;

/** Problems that are reported, at most: people mend no more at once. */
const maxProblems = 50;

/**
 * Reads `ai-field-guide.yml`. A faulty part is left out, and the rest counts; a text that is no YAML gives nothing. A
 * text that is made to be slow takes a second, so the thread of an editor must not read it.
 */
export function parseIdConfig(text: string): ParsedIdConfig {
  const yaml = new YamlText(text, { maxLength: maxConfigLength });
  const { document, failure } = yaml;
  const problem = (fault: ConfigFault, from = 0, to = from): ConfigProblem => ({ fault, ...yaml.place(from, to) });
  const nothing = (...problems: ConfigProblem[]): ParsedIdConfig => ({ config: defaultIdConfig, problems });
  if (failure?.kind === 'noYaml') {
    const errors = failure.errors.slice(0, maxProblems);
    return nothing(...errors.map(({ why, from, to }) => problem({ kind: 'noYaml', why }, from, to)));
  }
  if (!document || !isPlain(document.contents)) return nothing(problem(failure ?? { kind: 'unreadable' }));
  try {
    const value = withoutEmpty(document.toJS({ maxAliasCount: maxAliases })) ?? {};
    const issues = issuesOf(value).slice(0, maxProblems);
    const problems = issues.map((issue) => {
      const path = pathOf(issue);
      const fault = faultOf(issue, path);
      return problem(fault, ...placeOf(document, path, fault.kind === 'unknownKey'));
    });
    return { config: withoutFaults(value), problems };
  } catch {
    // Names stand for each other.
    return nothing(problem({ kind: 'unreadable' }));
  }
}

const issuesOf = (value: unknown): readonly Issue[] => v.safeParse(fileSchema, value).issues ?? [];

const pathOf = ({ path }: Issue): Path => (path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));

const knownKeys = new Set(Object.values(configKeys).flat());

/** Takes out keys without a value, which the user is about to write. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((each) => each !== null).map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  const entries = Object.entries(value).filter(([key, each]) => each !== null || !knownKeys.has(key));
  return Object.fromEntries(entries.map(([key, each]) => [key, withoutEmpty(each)]));
}

/** Returns the value without the places of its issues. */
function withoutFaults(value: unknown): IdConfig {
  const kept = JSON.parse(JSON.stringify(value)) as unknown;
  // From the end, so that earlier places of a list stay the same.
  for (const issue of issuesOf(kept).toReversed()) takeOut(kept, pathOf(issue));
  const result = v.safeParse(fileSchema, kept);
  return result.success ? result.output : defaultIdConfig;
}

function takeOut(value: unknown, path: Path): void {
  const last = path.at(-1);
  let holder = value;
  for (const key of path.slice(0, -1)) holder = (holder as Record<string | number, unknown> | undefined)?.[key];
  if (last === undefined || typeof holder !== 'object' || holder === null) return;
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else Reflect.deleteProperty(holder, last);
}

function faultOf({ type, input }: Issue, path: Path): ConfigFault {
  const key = String(path.at(-1) ?? '');
  const siblings = configKeys[path.slice(0, -1).join('.')] ?? [];
  if (type === 'strict_object' && path.length > 0 && !siblings.includes(key)) {
    return { kind: 'unknownKey', key, keys: siblings };
  }
  if (key === 'warnWithinDays') return { kind: 'days', most: maxDays };
  if (type === 'picklist') {
    return {
      kind: 'severity',
      value: typeof input === 'string' ? input : JSON.stringify(input),
      values: configuredSeverities,
    };
  }
  if (path[0] === 'budgets') return { kind: 'tokens' };
  if (type === 'array') return { kind: 'list' };
  if (type === 'string') return { kind: 'text' };
  return { kind: 'keys', keys: configKeys[path.join('.')] ?? [] };
}

/** Finds where a value stands, or its key. Offsets in UTF-16 code units. */
function placeOf(document: Document, path: Path, wantsKey: boolean): [from: number, to: number] {
  let node: unknown = document.contents;
  let place: readonly number[] | null | undefined = document.contents?.range;
  for (const [depth, key] of path.entries()) {
    if (isMap(node)) {
      const pair = node.items.find((each) => isScalar(each.key) && String(each.key.value) === key);
      const keyNode = isScalar(pair?.key) ? pair.key : undefined;
      node = pair?.value;
      const isEnd = depth === path.length - 1;
      place = isEnd && wantsKey ? keyNode?.range : (rangeOf(node) ?? keyNode?.range);
    } else if (isSeq(node)) {
      // Empty items were taken out before the check.
      node = node.items.filter((each) => !(isScalar(each) && each.value === null))[Number(key)];
      place = rangeOf(node) ?? place;
    }
  }
  const [from = 0, to = from] = place ?? [];
  return [from, to];
}
