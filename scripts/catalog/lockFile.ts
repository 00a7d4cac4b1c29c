import * as v from 'valibot';
import { parse } from 'yaml';
import { factsSchema, idSchema } from './facts';
import type { Facts, Value } from './facts';
import { integrityText, versionText } from './fetchPackage';

// data/catalog-sources.lock.yml: which releases were compared, and what they say of the models that we have, so that the
// comparison can be made again without a network.

export const lockName = 'catalog-sources.lock.yml';

const day = v.pipe(v.string(), v.regex(/^20\d\d-\d\d-\d\d$/));
const lockSchema = v.strictObject({
  /** The day on which the packages were read, whose prices are compared. */
  read: day,
  packages: v.record(
    v.string(),
    v.strictObject({
      name: v.string(),
      version: versionText,
      /** The day on which that version came out. */
      released: day,
      integrity: integrityText,
    }),
  ),
  /** The facts of each package about a model of ours, by their ids. A model of which none says anything is there, too. */
  models: v.record(idSchema, v.record(v.string(), factsSchema)),
});
export type Lock = v.InferOutput<typeof lockSchema>;

/** @throws Error that says what is wrong with the file */
export function parseLock(text: string): Lock {
  const read = v.safeParse(lockSchema, parse(text));
  if (read.success) return read.output;
  const [issue] = read.issues;
  throw new Error(
    `data/${lockName}, ${v.getDotPath(issue) ?? 'all of it'}: ${issue.message}. npm run update:catalog writes it anew.`,
  );
}

const head = `# Written by "npm run update:catalog", not by hand: the releases that data/models and data/lifecycle were compared with,
# and what they say. "npm run check:catalog" compares again, without a network.
`;

/** One line a package and model, so that a new release is a short change. */
export function lockText({ read, packages, models }: Lock): string {
  const sources = Object.entries(packages).map(
    ([who, { name, version, released, integrity }]) =>
      `  ${who}: { name: '${name}', version: ${version}, released: '${released}', integrity: ${integrity} }`,
  );
  const rows = Object.entries(models)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, byWho]) => {
      const facts = Object.entries(byWho).map(([who, said]) => `    ${who}: ${factsText(said)}`);
      return facts.length === 0 ? `  ${id}: {}` : `  ${id}:\n${facts.join('\n')}`;
    });
  return `${head}read: '${read}'\npackages:\n${sources.join('\n')}\nmodels:${rows.length === 0 ? ' {}' : `\n${rows.join('\n')}`}\n`;
}

export const valueText = (value: Value): string => (typeof value === 'string' ? `'${value}'` : String(value));

export const factsText = (facts: Facts): string =>
  `{ ${Object.entries(facts)
    .map(([field, value]) => `${field}: ${valueText(value)}`)
    .join(', ')} }`;
