import type { Surface } from '../lifecycleTable';
import { placeOfPrefix } from './services';
import type { CalledAt } from './services';

/** A name to look up at one surface. */
interface LookUp {
  readonly id: string;
  readonly surface: Surface;
}

/** The meaning of an id by its form alone, before any table is consulted. */
export interface Spelling {
  /** The place of the call; `undefined` where the id does not tell it. */
  readonly calledAt?: CalledAt;
  /** The region before an id of Bedrock: `us`. */
  readonly region?: string;
  /** Names to look up, from the most exact to the most general. */
  readonly lookUps: readonly LookUp[];
  /** Beginning and end of the model's own id in the text, which a replacement takes the place of. UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  readonly isFineTuned: boolean;
}

/** The most parts of a prefix, as in `publishers/google/models`. */
const maxPrefixLength = 3;

const bedrockForm =
  /^(?:(us|eu|apac|jp|au|ca|sa|global|us-gov)\.)?((?:anthropic|amazon|cohere|deepseek|meta|mistral|openai)\.(.+?)(?:-v\d+)?(?::\d+k?)*)$/i;

/** Reads an id from code or config. `text` is the id alone. */
export function spellingOf(text: string): Spelling {
  const fineTuned = /^ft:([^:]+)(?::|$)/i.exec(text);
  if (fineTuned) {
    const id = fineTuned[1] ?? '';
    return { calledAt: 'maker', lookUps: [{ id, surface: 'maker' }], start: 3, end: 3 + id.length, isFineTuned: true };
  }
  const { calledAt, start } = prefixOf(text);
  const rest = text.slice(start);
  const place = { start, end: text.length, isFineTuned: false };
  const bedrock = bedrockForm.exec(rest);
  if (bedrock) {
    const [, region, id = '', base = ''] = bedrock;
    return {
      ...place,
      ...(region !== undefined && { region: region.toLowerCase() }),
      calledAt: 'bedrock',
      lookUps: [
        { id, surface: 'bedrock' },
        { id: base, surface: 'maker' },
      ],
    };
  }
  if (rest.includes('@')) {
    const dated = rest.replace('@', '-');
    const [undated = ''] = rest.split('@');
    const lookUps: LookUp[] = [
      { id: rest, surface: 'vertex' },
      { id: dated, surface: 'maker' },
    ];
    if (/@(?:default|latest)$/i.test(rest))
      lookUps.push({ id: undated, surface: 'vertex' }, { id: undated, surface: 'maker' });
    return { ...place, calledAt: 'vertex', lookUps };
  }
  const host = hostOf(calledAt);
  const own: LookUp[] = host ? [{ id: rest, surface: host }] : [];
  return { ...place, ...(calledAt && { calledAt }), lookUps: [...own, { id: rest, surface: 'maker' }] };
}

/** Returns the host at which a model is called, if that host has dates of its own. */
export const hostOf = (calledAt: CalledAt | undefined): Exclude<Surface, 'maker'> | undefined =>
  calledAt === 'azure' || calledAt === 'bedrock' || calledAt === 'vertex' ? calledAt : undefined;

/**
 * Whether `successor` can be written in place of an id of this spelling. A host with ids of its own form takes no
 * other, and a fine-tuned successor does not exist yet.
 */
export function canBecome({ isFineTuned, calledAt, lookUps }: Spelling, successor: string): boolean {
  if (isFineTuned) return false;
  if (lookUps[0]?.id.includes('@')) return successor.includes('@');
  return calledAt !== 'bedrock' || spellingOf(successor).calledAt === 'bedrock';
}

/**
 * Returns the id of `successor` at the host of this spelling, out of the ids that the host takes. At Bedrock it is the
 * id of the same region, or the one of all regions.
 */
export function idAtHost(
  spelling: Spelling,
  successor: string,
  ids: Readonly<Record<'bedrock' | 'vertex', readonly string[]>>,
) {
  if (spelling.isFineTuned || canBecome(spelling, successor)) return successor;
  const own = ids[spelling.calledAt === 'bedrock' ? 'bedrock' : 'vertex'].filter((id) =>
    spellingOf(id).lookUps.some((lookUp) => lookUp.id === successor),
  );
  const { region } = spelling;
  const of = (wanted: string | undefined) => own.find((id) => spellingOf(id).region === wanted);
  return of(region) ?? (region === 'us-gov' ? undefined : of('global'));
}

/** The full names of a host's own resources, up to the part that they share with short names. */
const resourceNames: readonly (readonly [CalledAt, RegExp])[] = [
  ['bedrock', /^arn:aws[\w-]*:bedrock:[\w-]*:\d*:(?:foundation-model|inference-profile)\//i],
  ['vertex', /^projects\/[\w.:-]+\/locations\/[\w-]+\/(?=publishers\/)/i],
  // LiteLLM writes the API, or the region.
  ['bedrock', /^bedrock\/(?:converse(?:_like)?|invoke|[a-z]{2}(?:-gov)?-[a-z]+-\d)\//i],
];

/** promptfoo writes the kind of API behind a provider: `openai:chat:gpt-4`. */
const apiName = /(?:chat|completion|responses|messages|embeddings?|realtime|image|moderation):/iy;

/**
 * Returns the end of the known prefixes, which may follow each other: `openrouter/anthropic/claude-…`. Also returns the
 * place of the call that they tell. Any other path is no prefix.
 */
function prefixOf(text: string): { calledAt?: CalledAt; start: number } {
  let calledAt: CalledAt | undefined;
  let start = 0;
  for (const [host, pattern] of resourceNames) {
    const length = pattern.exec(text)?.[0].length;
    if (length !== undefined) [calledAt, start] = [host, length];
  }
  for (;;) {
    const length = prefixLength(text, start);
    if (length === 0) return { ...(calledAt && { calledAt }), start };
    calledAt ??= placeOfPrefix(text.slice(start, start + length))?.calledAt;
    start += length + 1;
    apiName.lastIndex = start;
    if (text.charAt(start - 1) === ':' && apiName.test(text)) start = apiName.lastIndex;
  }
}

/** Returns the length of the known prefix at `start`, or 0 where there is none. Most texts have no separator at all. */
function prefixLength(text: string, start: number): number {
  let end = start;
  for (let parts = 0; parts < maxPrefixLength; parts++) {
    while (end < text.length && text.charAt(end) !== '/' && text.charAt(end) !== ':') end++;
    if (end === text.length) return 0;
    if (placeOfPrefix(text.slice(start, end))) return end - start;
    end++;
  }
  return 0;
}
