// Keys of promptfoo's config that are obeyed here, by what they stand in.

const testKeys = ['description', 'vars', 'assert', 'threshold', 'options', 'providers', 'prompts', 'providerOutput'];
const keysIn: Readonly<Record<string, readonly string[]>> = {
  '': ['description', 'prompts', 'providers', 'tests', 'defaultTest', 'scenarios', 'evaluateOptions'],
  prompts: ['id', 'label', 'raw', 'config'],
  providers: ['id', 'label', 'config', 'prompts'],
  tests: testKeys,
  defaultTest: testKeys,
  scenarios: ['description', 'config', 'tests'],
  assert: ['type', 'value', 'threshold', 'weight', 'metric', 'provider', 'rubricPrompt', 'assert'],
  options: [
    ...['prefix', 'suffix', 'repeat', 'disableVarExpansion', 'disableDefaultAsserts'],
    ...['provider', 'rubricPrompt', 'factuality'],
  ],
  evaluateOptions: ['maxConcurrency', 'repeat'],
};

interface ConfigCompletion {
  readonly kind: 'keys' | 'types' | 'none';
  readonly words: readonly string[];
}

const none: ConfigCompletion = { kind: 'none', words: [] };

/**
 * Finds what can be written at a place of a config, whose text need not be YAML yet: it is judged by the indentation of the lines
 * `above` and by what stands `before` it in its own line. @param types of checks
 */
export function completeConfig(above: readonly string[], before: string, types: readonly string[]): ConfigCompletion {
  const isItem = /^\s*-/.test(before);
  const indent = before.search(/[^ ]|$/);
  const { path, beside } = keysAround(above, indent, isItem);
  const place = path.at(-1) ?? '';
  if (/^\s*(?:-\s+)?type:\s+["']?[\w-]*$/.test(before) && place === 'assert') {
    return { kind: 'types', words: [...types, 'assert-set', ...types.map((type) => `not-${type}`)] };
  }
  // A list of texts is one of keys only where its items are objects.
  if (!/^\s*(?:-\s+)?[\w-]*$/.test(before) || !Object.hasOwn(keysIn, place)) return none;
  if (path.length === 0 && isItem) return none;
  return { kind: 'keys', words: (keysIn[place] ?? []).filter((key) => !beside.has(key)) };
}

/** The keys that a line of this indentation stands in, the outermost first, and those beside it. A key may begin an item of a list. */
function keysAround(
  above: readonly string[],
  indent: number,
  isItem: boolean,
): { readonly path: readonly string[]; readonly beside: ReadonlySet<string> } {
  const path: string[] = [];
  const beside = new Set<string>();
  let limit = isItem ? indent + 1 : indent;
  let isBeside = !isItem;
  for (const line of above.toReversed()) {
    const [, spaces = '', dash = '', key, value = ''] = /^( *)(- +)?(?:([\w-]+)\s*:(?:\s+(.*))?$)?/.exec(line) ?? [];
    if (line.trim() === '') continue;
    const own = spaces.length + dash.length;
    if (isBeside && key !== undefined && own === indent) beside.add(key);
    if (spaces.length < indent) isBeside = false;
    if (own < limit && key !== undefined && /^(?:#.*)?$/.test(value)) path.unshift(key);
    limit = Math.min(limit, dash === '' ? own : spaces.length + 1);
  }
  return { path, beside };
}
