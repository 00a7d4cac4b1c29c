import { isRecord } from '../base/json';
import { innerSchemas } from './keywords';
import type { LimitName } from './schemaSupport';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Measures a schema in the ways in which providers limit it. `longEnum`: the number of values above which a list is a
 * long one.
 */
export function measureSchema(schema: Fields, longEnum = Infinity): Readonly<Record<LimitName, number>> {
  const size = {
    maxProperties: 0,
    maxDepth: 0,
    maxEnumValues: 0,
    maxCharacters: 0,
    maxLongEnum: 0,
    maxOptional: 0,
    maxUnions: 0,
  };
  const visit = (value: unknown, depth: number, left: number): void => {
    if (!isRecord(value) || left === 0) return;
    const properties = isRecord(value['properties']) ? Object.keys(value['properties']) : [];
    const listed = Array.isArray(value['enum']) ? (value['enum'] as unknown[]) : [];
    const inside = depth + (properties.length > 0 ? 1 : 0);
    size.maxProperties += properties.length;
    size.maxOptional += optionalIn(value).length;
    size.maxEnumValues += listed.length;
    if (listed.length > longEnum) size.maxLongEnum = Math.max(size.maxLongEnum, lengthOf(listed));
    size.maxUnions += 'anyOf' in value || Array.isArray(value['type']) ? 1 : 0;
    size.maxDepth = Math.max(size.maxDepth, inside);
    for (const name of ['$defs', 'definitions']) {
      if (isRecord(value[name])) size.maxCharacters += lengthOf(Object.keys(value[name]));
    }
    size.maxCharacters += lengthOf([...properties, ...listed, value['const']]);
    for (const inner of innerSchemas(value)) visit(inner.schema, inside, left - 1);
  };
  visit(schema, 0, 100);
  return size;
}

/** Returns the properties that are not required. */
export function optionalIn({ properties, required }: Fields): string[] {
  const names = isRecord(properties) ? Object.keys(properties) : [];
  const needed = new Set<unknown>(Array.isArray(required) ? required : []);
  return names.filter((name) => !needed.has(name));
}

const lengthOf = (values: readonly unknown[]): number =>
  values.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 0), 0);

/** Whether a schema leads to itself through its own references. */
export function isRecursive(root: Fields): boolean {
  const open = new Set<string>();
  const done = new Set<string>();
  const leads = (value: unknown, left: number): boolean => {
    if (!isRecord(value) || left === 0) return false;
    const address = value['$ref'];
    if (typeof address === 'string' && address.startsWith('#')) {
      if (open.has(address)) return true;
      if (!done.has(address)) {
        open.add(address);
        if (leads(schemaAt(root, address), left - 1)) return true;
        open.delete(address);
        done.add(address);
      }
    }
    return innerSchemas(value).some(({ path, schema }) => !isDefinition(path) && leads(schema, left - 1));
  };
  open.add('#');
  return leads(root, 200);
}

const isDefinition = ([name]: readonly (string | number)[]): boolean => name === '$defs' || name === 'definitions';

/** Finds the schema at a pointer (`#/$defs/a`) in the same document. An anchor (`#a`) is not looked for. */
function schemaAt(root: Fields, address: string): unknown {
  if (address !== '#' && !address.startsWith('#/')) return undefined;
  let value: unknown = root;
  for (const token of address.slice(1).split('/').slice(1)) {
    const name = decodeToken(token);
    if (Array.isArray(value)) value = (value as unknown[])[Number(name)];
    else value = isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value;
}

function decodeToken(token: string): string {
  const text = token.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
