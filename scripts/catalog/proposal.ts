import * as v from 'valibot';
import { parse } from 'yaml';
import { differences, isExplained, said } from './compare';
import type { Explained } from './compare';
import { factSchemas, fields, sameFact } from './facts';
import type { Field, Value } from './facts';
import type { NewModel } from './gather';
import { factsText, valueText } from './lockFile';
import type { Lock } from './lockFile';
import type { OurModel } from './ours';
import { packageUrl } from './packages';

// The proposal that a maintainer looks at once a month: a numbered line for each thing that somebody else says and we do not.

const value = v.union([v.number(), v.string()]);
const lineSchema = v.object({
  line: v.pipe(v.number(), v.integer(), v.minValue(1)),
  model: v.string(),
  field: v.picklist(Object.keys(factSchemas) as Field[]),
  /** The value in data/ when this was written; accepting stops where it is another one now. */
  ours: v.optional(value),
  theirs: value,
  who: v.pipe(v.array(v.string()), v.minLength(1)),
});
export type ProposedLine = v.InferOutput<typeof lineSchema>;

/** Every change to a model that we have: other numbers first, then what we leave out or say less exactly. */
export function proposedLines(ours: readonly OurModel[], lock: Lock, explained: readonly Explained[]): ProposedLine[] {
  const changed = differences(ours, lock).filter((difference) => !isExplained(difference, explained));
  const missing = ours.flatMap((model) =>
    said(model, lock).flatMap(([who, facts]) => fields.flatMap((field) => moreOf(model, field, facts[field], who))),
  );
  return grouped([...changed, ...missing]).map((each, index) => ({ ...each, line: index + 1 }));
}

type Said = Omit<ProposedLine, 'line' | 'who'> & { readonly who: string };

function moreOf({ id, facts }: OurModel, field: Field, theirs: Value | undefined, who: string): Said[] {
  const own = facts[field];
  if (theirs === undefined) return [];
  if (own === undefined) return [{ model: id, field, theirs, who }];
  const isMoreExact = sameFact(own, theirs) && String(theirs).length > String(own).length;
  return typeof own === 'string' && isMoreExact ? [{ model: id, field, ours: own, theirs, who }] : [];
}

/** Those who say the same share a line. */
function grouped(all: readonly Said[]): Omit<ProposedLine, 'line'>[] {
  const groups = new Map<string, Omit<ProposedLine, 'line'>>();
  for (const { who, ...each } of all) {
    const key = `${each.model} ${each.field} ${each.theirs}`;
    groups.set(key, { ...each, who: [...(groups.get(key)?.who ?? []), who] });
  }
  return [...groups.values()];
}

const head = `# Written by "npm run update:catalog". Look each line up at its maker, then
#   npm run update:catalog -- --accept LINE LINE…
# writes those into data/. What is right as we have it goes into data/catalog-differences.yml, with the reason.
`;

/** The file of the proposal: YAML, so that it is read by people and by --accept. */
export function proposalText(lines: readonly ProposedLine[], added: readonly NewModel[], lock: Lock): string {
  const rows = lines.map(({ line, model, field, ours, theirs, who }) => {
    const own = ours === undefined ? '' : `ours: ${valueText(ours)}, `;
    return `  - { line: ${line}, model: ${model}, field: ${field}, ${own}theirs: ${valueText(theirs)}, who: [${who.join(', ')}] }`;
  });
  const sources = Object.entries(lock.packages).map(
    ([who, { name, version }]) => `  ${who}: ${packageUrl(name, version)}`,
  );
  return `${head}read: '${lock.read}'
sources:
${sources.join('\n')}
lines:${rows.length === 0 ? ' []' : `\n${rows.join('\n')}`}
# Models that at least two of them have and we do not. An entry is written by hand, into data/models/FAMILY.yml, once the
# maker's own page says what it is: see "A model, or a price" in data/README.md.
new:${added.length === 0 ? ' []' : `\n${added.map(newText).join('\n')}`}
`;
}

function newText({ id, family, byWho }: NewModel): string {
  const rows = Object.entries(byWho).map(([who, facts]) => `    ${who}: ${factsText(facts)}`);
  return [`  - id: ${id}${family === undefined ? '' : ` # data/models/${family}.yml`}`, ...rows].join('\n');
}

/** The lines of a proposal. @throws Error where it is none */
export function parseProposal(text: string): { readonly read: string; readonly lines: readonly ProposedLine[] } {
  return v.parse(v.object({ read: v.string(), lines: v.array(lineSchema) }), parse(text));
}

/** Entries for data/catalog-differences.yml, with the reasons still to be written. */
export const differencesText = (ours: readonly OurModel[], lock: Lock, explained: readonly Explained[]): string =>
  grouped(differences(ours, lock).filter((each) => !isExplained(each, explained)))
    .map(
      ({ model, field, theirs, who }) =>
        `- { models: [${model}], field: ${field}, theirs: ${valueText(theirs)}, who: [${who.join(', ')}], reason: '' }`,
    )
    .join('\n');
