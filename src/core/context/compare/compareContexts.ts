import { addTo } from '../../base/maps';
import type { AgentContext, AgentId, ContextFinding, ContextPart, PartKind } from '../contextReport';

/**
 * Change of a part since an earlier time. `cut`, `dropped`, `unread`: it has this status now, and did not before.
 * `back`: it is whole again. `renamed`: the same text is in a file of another name.
 */
type PartChange = 'added' | 'removed' | 'changed' | 'renamed' | 'cut' | 'dropped' | 'unread' | 'back';

export interface ComparedPart {
  readonly agent: AgentId;
  readonly kind: PartKind;
  readonly change: PartChange;
  /** `null`: there was none. */
  readonly before: ContextPart | null;
  /** `null`: there is none any more. */
  readonly after: ContextPart | null;
}

/**
 * Returns the parts that differ, in the order of the later context; those that are gone come last. The sums of tokens
 * of the two contexts differ by as much as these parts do.
 */
export function compareParts(before: Pick<AgentContext, 'parts'>, after: AgentContext): ComparedPart[] {
  const { agent } = after;
  const pairs = pairsOf(before.parts, after.parts);
  return pairs.flatMap(({ was, is }) => {
    const part = is ?? was;
    const change = changeOf(was, is);
    return part && change ? [{ agent, kind: part.kind, change, before: was ?? null, after: is ?? null }] : [];
  });
}

interface Pair {
  readonly was?: ContextPart | undefined;
  readonly is?: ContextPart | undefined;
}

/** Pairs parts of the same kind and file, in their order, and those that are left over by kind and text. */
function pairsOf(before: readonly ContextPart[], after: readonly ContextPart[]): Pair[] {
  // Nearly all parts stand where they stood, as an edit changes one of thousands.
  let start = 0;
  while (start < before.length && isAt(before[start], after[start])) start++;
  let end = 0;
  while (start + end < Math.min(before.length, after.length) && isAt(before.at(-1 - end), after.at(-1 - end))) end++;
  const [afterEnd, beforeEnd] = [after.length - end, before.length - end];
  const byPlace = new Queues(before.slice(start, beforeEnd), placeOf);
  const pairs = after.map((is, i): Pair => {
    if (i < start) return { is, was: before[i] };
    return { is, was: i < afterEnd ? byPlace.take(placeOf(is)) : before[i - afterEnd + beforeEnd] };
  });
  const byText = new Queues(byPlace.rest(), textOf);
  const all = pairs.map((pair) =>
    pair.was || !hasText(pair.is) ? pair : { ...pair, was: byText.take(textOf(pair.is)) },
  );
  return [...all, ...byText.rest().map((was) => ({ was }))];
}

const isAt = (one: ContextPart | undefined, other: ContextPart | undefined): boolean =>
  one?.kind === other?.kind && one?.file === other?.file;

const placeOf = ({ kind, file }: ContextPart): string => `${kind}\n${file}`;
const textOf = ({ kind, sha256 }: ContextPart): string => `${kind}\n${sha256}`;
const hasText = (part: ContextPart | undefined): part is ContextPart => part !== undefined && part.tokens > 0;

/** Parts by a name, which are taken in their order. */
class Queues {
  private readonly queues = new Map<string, ContextPart[]>();
  private readonly left: Set<ContextPart>;

  constructor(parts: readonly ContextPart[], nameOf: (part: ContextPart) => string) {
    for (const part of parts) addTo(this.queues, nameOf(part), part);
    this.left = new Set(parts);
  }

  take(name: string): ContextPart | undefined {
    const part = this.queues.get(name)?.shift();
    if (part) this.left.delete(part);
    return part;
  }

  rest(): ContextPart[] {
    return [...this.left];
  }
}

function changeOf(was: ContextPart | undefined, is: ContextPart | undefined): PartChange | undefined {
  if (!is) return 'removed';
  if (is.status !== 'whole' && was?.status !== is.status) return is.status;
  if (!was) return 'added';
  if (is.status === 'whole' && was.status !== 'whole') return 'back';
  if (was.file !== is.file) return 'renamed';
  return isSame(was, is) ? undefined : 'changed';
}

const isSame = (was: ContextPart, is: ContextPart): boolean =>
  was.sha256 === is.sha256 &&
  was.tokens === is.tokens &&
  was.load === is.load &&
  // Sizes are compared only of parts that are cut. A change in a file that never reaches the model does not matter.
  (is.status !== 'cut' || was.bytes === is.bytes);

/** Findings that are new since an earlier time, and those that are gone. */
interface ComparedFindings {
  readonly added: readonly ContextFinding[];
  readonly gone: readonly ContextFinding[];
}

/** Rules whose findings are each about a separate thing: two different ones in a file are never the same one, moved. */
const aboutOwnThing: ReadonlySet<ContextFinding['rule']> = new Set([
  'broken-link',
  'broken-import',
  'import-depth',
  'plugin-json',
]);

/**
 * Returns the findings that are new, and those that are gone. They are matched by agent, file, rule and message, and the
 * rest by agent, file and rule, so that a file that exceeds its budget by more than before is not new. Places are
 * ignored, as lines move.
 * @param nowOf returns the present name of a file that was renamed.
 */
export function compareFindings(
  before: readonly ContextFinding[],
  after: readonly ContextFinding[],
  nowOf: (file: string) => string | undefined = () => undefined,
): ComparedFindings {
  const ruleOf = ({ agent, file, rule }: ContextFinding): string => [agent, file, rule].join('\n');
  const messageOf = (each: ContextFinding): string => `${ruleOf(each)}\n${each.message(plain)}`;
  const moved = before.map((each) => ({ ...each, file: nowOf(each.file) ?? each.file, was: each }));
  const exact = leftOver(moved, after, messageOf);
  const isOwn = ({ rule }: ContextFinding): boolean => aboutOwnThing.has(rule);
  const loose = leftOver(
    exact.before.filter((each) => !isOwn(each)),
    exact.after.filter((each) => !isOwn(each)),
    ruleOf,
  );
  const added = new Set([...exact.after.filter(isOwn), ...loose.after]);
  const gone = new Set([...exact.before.filter(isOwn), ...loose.before]);
  return {
    added: after.filter((each) => added.has(each)),
    gone: moved.flatMap((each) => (gone.has(each) ? [each.was] : [])),
  };
}

const plain = (message: string, ...values: readonly unknown[]): string => [message, ...values].join('\n');

/** Returns the findings of each list that have no counterpart of the same name in the other. */
function leftOver<B extends ContextFinding>(
  before: readonly B[],
  after: readonly ContextFinding[],
  nameOf: (finding: ContextFinding) => string,
): { readonly before: readonly B[]; readonly after: readonly ContextFinding[] } {
  const byName = new Map<string, B[]>();
  for (const each of before) addTo(byName, nameOf(each), each);
  const rest = after.filter((each) => byName.get(nameOf(each))?.shift() === undefined);
  const left = new Set([...byName.values()].flat());
  return { before: before.filter((each) => left.has(each)), after: rest };
}

/** The contexts of an agent before and after, and the parts that differ. */
export interface ComparedContext {
  readonly before: AgentContext;
  readonly after: AgentContext;
  readonly parts: readonly ComparedPart[];
}

/** Returns how many more tokens a part has than before, of the text that reaches a model or may reach it. */
export const growthOf = ({ before, after }: ComparedPart): number => (after?.tokens ?? 0) - (before?.tokens ?? 0);

/** Writes a change with its sign: `+120`, `−3`, `0`. */
export function signed(change: number, format: (count: number) => string): string {
  if (change === 0) return '0';
  return `${change > 0 ? '+' : '−'}${format(Math.abs(change))}`;
}
