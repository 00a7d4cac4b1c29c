import type { Say } from '../../../core/base/say';
import { dialectNames, dialectOf } from '../../../core/chat/dialects/dialects';
import type { ErrorView } from '../../../core/chat/messages/errors';
import { servedWords } from '../../../core/catalog/live/served';
import type { ListedModel } from '../../../core/chat/discovery/readListedModel';
import { originOf } from '../../../core/chat/providers/endpoint';
import { placeWords } from '../../../core/chat/providers/location';
import type { Locality } from '../../../core/chat/providers/location';
import type { Endpoint } from '../../../core/chat/messages/chatTypes';

/** The last question to a provider, and its result. */
export type ProviderCheck = { readonly doing: 'test' | 'models' } & (
  | { readonly status: 'running' }
  | { readonly status: 'done'; readonly at: number; readonly found: ProviderCheckResult }
  | { readonly status: 'failed'; readonly at: number; readonly error: ErrorView }
);
export type ProviderCheckResult =
  | { readonly via: 'models'; readonly count: number; readonly hasModel?: boolean }
  | { readonly via: 'chat'; readonly model: string };

/** All that a row says about a provider. The key itself is not in it. */
export interface ProviderFacts {
  readonly endpoint: Endpoint;
  readonly needsKey: boolean;
  readonly key: { readonly state: 'none' | 'stored' } | { readonly state: 'other-origin'; readonly origin: string };
  readonly models: {
    readonly count: number;
    readonly areListed: boolean;
    /** Models that its server has in memory, by its own account. */
    readonly loaded?: readonly Pick<ListedModel, 'id' | 'served'>[];
  };
  readonly check: ProviderCheck | undefined;
  readonly place: Locality;
}

/** The rows below a provider, in this order. */
export const rowParts = ['address', 'key', 'test', 'api', 'model', 'models'] as const;
export type RowPart = (typeof rowParts)[number];

export interface Row {
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** Id of a product icon, and of its colour. */
  readonly icon?: { readonly id: string; readonly colour?: string };
  /** Value for `when` clauses, which tells what can be done with the row. */
  readonly context: string;
}

/** Makes the row of a provider: its place, and by the icon whether it can be asked. */
export function providerRow(facts: ProviderFacts, say: Say): Row {
  const { endpoint, check, key } = facts;
  const state = keyWords(facts, say);
  const result = checkWords(facts, say);
  const isRunning = check?.status === 'running';
  const context = ['provider', key.state === 'none' ? '' : 'key', isRunning ? 'running' : ''].filter(Boolean).join('+');
  return {
    label: endpoint.name,
    // A state that needs action comes first, as a narrow side bar cuts the rest.
    description: [shortState(facts, say), placeWords(facts.place, endpoint.baseUrl, say)].filter(Boolean).join(' · '),
    tooltip: [endpoint.name, endpoint.baseUrl, dialectNames[endpoint.dialect], state, check && result]
      .filter(Boolean)
      .join('\n'),
    icon: iconOf(facts),
    context,
  };
}

/** Makes the row that takes the place of a removed provider. */
export function removedRow(name: string, say: Say): Row {
  const tooltip = say('{0} was removed. Undo restores it.', name);
  return { label: name, description: say('removed'), tooltip, icon: { id: 'trash' }, context: 'removedProvider' };
}

/** Makes a row with one fact about a provider, below its row. */
export function partRow(part: RowPart, facts: ProviderFacts, say: Say, timeOf: (at: number) => string): Row {
  const { endpoint, key } = facts;
  const row = (label: string, description: string, more = ''): Row => {
    const tooltip = [`${label}: ${description}`, more].filter(Boolean).join('\n');
    const holds = part === 'key' && key.state !== 'none' ? '+stored' : '';
    return { label, description, tooltip, context: `providerPart.${part}${holds}` };
  };
  switch (part) {
    case 'address':
      return row(say('Address'), endpoint.baseUrl);
    case 'api':
      return row(
        say('API'),
        dialectNames[endpoint.dialect],
        endpoint.baseUrl + dialectOf(endpoint.dialect).path(endpoint.baseUrl),
      );
    case 'model':
      return row(say('Default Model'), endpoint.model ?? say('none: chosen in the playground'));
    case 'models':
      return row(say('Models'), modelWords(facts, say), loadedWords(facts, say));
    case 'key':
      return row(say('API Key'), keyWords(facts, say));
    case 'test':
      return row(say('Last Test'), testWords(facts, say, timeOf));
  }
}

function modelWords({ models: { count, areListed, loaded = [] } }: ProviderFacts, say: Say): string {
  const listed = say('{0} listed by the provider', count);
  if (areListed) return loaded.length === 0 ? listed : say('{0}, {1} in memory', listed, namesOf(loaded));
  return count > 0 ? say('{0} known from the catalog', count) : say('not loaded yet');
}

/** Names that a row shows at most; the tooltip has all of them. */
const mostNames = 3;

function namesOf(models: readonly Pick<ListedModel, 'id'>[]): string {
  const names = models.slice(0, mostNames).map(({ id }) => id);
  return [...names, ...(models.length > mostNames ? ['…'] : [])].join(', ');
}

const loadedWords = ({ models: { loaded = [] } }: ProviderFacts, say: Say): string =>
  loaded.flatMap(({ id, served }) => (served ? [`${id}: ${servedWords(served, say)}`] : [])).join('\n');

function testWords(facts: ProviderFacts, say: Say, timeOf: (at: number) => string): string {
  const { check } = facts;
  if (check === undefined) return say('not tested in this window');
  const words = checkWords(facts, say);
  return check.status === 'running' ? words : `${timeOf(check.at)}: ${words}`;
}

const lacksKey = ({ needsKey, key }: ProviderFacts): boolean => needsKey && key.state !== 'stored';

function iconOf(facts: ProviderFacts): NonNullable<Row['icon']> {
  if (facts.check?.status === 'running') return { id: 'loading~spin' };
  if (lacksKey(facts)) return { id: 'warning', colour: 'list.warningForeground' };
  if (facts.check?.status === 'failed') return { id: 'error', colour: 'list.errorForeground' };
  return { id: facts.key.state === 'stored' ? 'key' : facts.place === 'elsewhere' ? 'globe' : 'vm' };
}

/** Describes the state in a few words, for the row itself. */
function shortState(facts: ProviderFacts, say: Say): string {
  const { check } = facts;
  if (check?.status === 'running') return checkWords(facts, say);
  if (lacksKey(facts)) return say('key missing');
  if (check?.status === 'failed') return check.doing === 'test' ? say('test failed') : say('models not loaded');
  if (check?.status === 'done') return say('works');
  return '';
}

function keyWords({ needsKey, key, endpoint }: ProviderFacts, say: Say): string {
  switch (key.state) {
    case 'stored':
      return say('set, sent to {0} only', originOf(endpoint.baseUrl));
    case 'other-origin':
      return say('entered for {0}, not sent to this address', key.origin);
    case 'none':
      if (needsKey) return say('missing');
      // Only the user knows whether a server of their own needs a key.
      return endpoint.preset === 'custom' ? say('none') : say('none needed');
  }
}

function checkWords({ check }: ProviderFacts, say: Say): string {
  switch (check?.status) {
    case undefined:
      return '';
    case 'running':
      return check.doing === 'test' ? say('testing…') : say('loading models…');
    case 'failed':
      return `${check.error.message} ${check.error.advice}`;
    case 'done':
      return foundWords(check.found, say);
  }
}

export function foundWords(found: ProviderCheckResult, say: Say): string {
  if (found.via === 'chat') return say('works, {0} answered', found.model);
  const listed = found.count === 1 ? say('works, lists 1 model') : say('works, lists {0} models', found.count);
  return found.hasModel === false ? say('{0}, but not the default one', listed) : listed;
}
