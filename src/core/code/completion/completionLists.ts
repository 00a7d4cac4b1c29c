// Decides which ids a place takes, and which text stands before them there.

import type { IdHost } from '../../catalog/hostIdTable';
import type { Maker } from '../../catalog/lifecycleTable';
import { calledAtOf, makerOf, serviceOfWord } from '../../catalog/names/services';
import type { CalledAt, Service } from '../../catalog/names/services';
import type { Sdk } from '../calls/callRule';
import type { CompletionPlace } from './completionPlace';

/** Ids of one kind of spelling. */
export interface CompletionList {
  /** The ids: those of a maker as its own API takes them, those of all makers, or those that a host takes. */
  readonly of: { readonly maker: Maker } | { readonly host: IdHost; readonly only?: RegExp } | 'everybody';
  /** Text that is written before each of them. */
  readonly prefix: string;
  /** The service whose dates count; undefined: it is not known where the call goes. */
  readonly calledAt?: CalledAt;
}

/** Words before the slash in LiteLLM, and before the colon in LangChain, of the makers whose ids they take unchanged. */
const litellm = ['openai', 'anthropic', 'gemini', 'mistral', 'xai', 'deepseek', 'cohere_chat'];
const langchain = ['openai', 'anthropic', 'google_genai', 'mistralai', 'xai', 'deepseek', 'cohere'];

/** The names of a host's own resources: what follows them is an id. */
const resource = /^(?:models\/|(?:projects\/[\w.:-]+\/locations\/[\w-]+\/)?publishers\/(google|anthropic)\/models\/)/;

/** Finds the lists to offer at a place; none where the ids cannot be known. */
export function completionListsAt({ expected, calls }: CompletionPlace): CompletionList[] {
  const { sdk, service, form, written, place } = expected;
  const path = place === 'code' ? undefined : resource.exec(written);
  if (path && (service === 'google' || service === 'vertex' || service === undefined)) {
    const own = path[0].startsWith('models/') ? 'google' : 'vertex';
    const only = path[1] === 'anthropic' ? /^claude-/ : /^gemini-/;
    if (own === 'vertex') return [{ of: { host: 'vertex', only }, prefix: path[0], calledAt: 'vertex' }];
    return [{ of: { maker: 'google' }, prefix: path[0], calledAt: service === 'vertex' ? 'vertex' : 'maker' }];
  }
  if (sdk === 'vercel') return ofVercel(service, calls);
  const separator = form === 'colon' ? ':' : '/';
  const word = place === 'code' || !written.includes(separator) ? undefined : written.split(separator)[0];
  // A router's own ids have a word before a slash as well.
  if (word !== undefined && !isRouter(service, word)) {
    return ofService(serviceOfWord(word) ?? service, undefined, `${word}${separator}`);
  }
  if (service) return ofService(service, sdk);
  if (form === 'slash' || form === 'colon') {
    const words = form === 'slash' ? litellm : langchain;
    return words.flatMap((name) => ofService(serviceOfWord(name), undefined, `${name}${separator}`));
  }
  if (sdk === undefined) return [{ of: 'everybody', prefix: '' }];
  return ofService(usualServices[sdk], sdk);
}

/** `gateway('…')` and a string by itself go to the gateway; `openai('…')` to one provider. */
function ofVercel(service: Service | undefined, calls: readonly string[]): CompletionList[] {
  const [inner = ''] = calls;
  const name = inner.split('.')[0] ?? '';
  const isGateway =
    name === 'gateway' || /^(?:(?:generate|stream)(?:Text|Object)|embed(?:Many)?|ToolLoopAgent)$/.test(name);
  if (isGateway) return [{ of: { host: 'gateway' }, prefix: '', calledAt: 'other' }];
  return ofService(service ?? serviceOfWord(name), 'vercel');
}

/** OpenRouter and Groq name makers in ids of their own: their word before the first slash is the maker's. */
const isRouter = (service: Service | undefined, word: string): boolean =>
  (service === 'openrouter' && word !== 'openrouter') || (service === 'groq' && word !== 'groq');

function ofService(service: Service | undefined, sdk: Sdk | undefined, prefix = ''): CompletionList[] {
  if (!service) return [];
  const maker = makerOf(service);
  const calledAt = calledAtOf(service);
  if (maker) return [{ of: { maker }, prefix, calledAt }];
  if (service === 'azure') return [{ of: { maker: sdk === 'anthropic' ? 'anthropic' : 'openai' }, prefix, calledAt }];
  const host = hosts[service];
  if (!host) return [];
  const only = sdk && host.only?.[sdk];
  return [{ of: { host: host.name, ...(only && { only }) }, prefix, calledAt }];
}

interface Host {
  readonly name: IdHost;
  /** Models that a library can call there. */
  readonly only?: Readonly<Partial<Record<Sdk, RegExp>>>;
}

const hosts: Readonly<Partial<Record<Service, Host>>> = {
  bedrock: { name: 'bedrock', only: { anthropic: /anthropic\./ } },
  vertex: { name: 'vertex', only: { anthropic: /^claude-/, google: /^gemini-/, vercel: /^gemini-/ } },
  openrouter: { name: 'openrouter' },
  groq: { name: 'groq' },
};

/** The service that a library calls where nothing else is said. */
const usualServices: Readonly<Partial<Record<Sdk, Service>>> = {
  openai: 'openai',
  anthropic: 'anthropic',
  google: 'google',
  mistral: 'mistral',
  bedrock: 'bedrock',
  xai: 'xai',
  // Classes of other providers name their provider.
  langchain: 'openai',
};
