import * as v from 'valibot';
import type { BytesOf } from '../base/bytesText';
import type { Frozen } from '../base/frozen';
import type { Catalog } from '../catalog/catalog';
import type { ProviderSaid } from '../catalog/live/said';
import type { LocalServer } from '../catalog/live/served';
import type { UsageCost } from '../catalog/priceUsage';
import type { CountingWay } from './providerCounting/ways';
import type { Reached } from './discovery/connectionCheck';
import type { ListedModel } from './discovery/listedModels';
import type { ProbeId } from './discovery/probes';
import type { ProbeFinding } from './discovery/runProbe';
import type { AbilitiesBy } from './messages/abilities';
import type { ErrorView, Outcome } from './messages/errors';
import type { RecordedEnd } from './messages/recordedEnd';
import { tokens } from './messages/chatTypes';
import type { ChatEvent, ChatRequest, Endpoint, Usage } from './messages/chatTypes';
import type { ParameterOffer } from './parameters/offers';
import type { Location } from './providers/location';
import type { Wire } from './exchange/wire';

/** The things that a backend takes and has besides answers. A page gets this as it is. */
export const capabilities = v.object({
  /** Can be asked which models it has. */
  listsModels: v.boolean(),
  /** Gets a card below its answers with what glossary and catalog say: it is not to be trusted with facts. */
  referenceCard: v.boolean(),
  /** Is asked with a body, which may have other fields than ours. */
  bodyFields: v.boolean(),
  /** Takes tools, and their results. `errors`: a result can say that it is an error. */
  tools: v.exactOptional(v.object({ errors: v.boolean() })),
  /** Has no role for a system prompt: it goes as the first message of the user. */
  systemAsMessage: v.exactOptional(v.literal(true)),
  /** Says neither usage nor cost: its tokens are counted. */
  saysNoUsage: v.exactOptional(v.literal(true)),
  /** Tokens that an answer may have where the user sets no limit, because one has to be sent. */
  sentLimit: v.exactOptional(tokens),
});

/** The catalog, as far as a cost is worked out with it. */
export type Prices = () => Promise<Pick<Catalog, 'findModel' | 'now'>>;

export interface AnswerListener {
  readonly signal: AbortSignal;
  /** Called with what has come within 40 ms, joined; for the last time before `ask` resolves. */
  readonly onEvents: (events: readonly ChatEvent[]) => void;
  /**
   * Called once at the end, before `ask` resolves, by a backend that asks over the network: what was sent and received for the
   * answer, without the key. `undefined` where nothing was sent. Left out where nobody keeps it.
   */
  readonly onWire?: (wire: Promise<Wire | undefined>) => void;
  /** A request that is refused because it is one too many is not repeated: whoever asks does it. */
  readonly isOnce?: true;
  /** Gives the bytes of a file that the messages name, by their SHA-256; `undefined` where they are gone. Left out where there are none. */
  readonly media?: BytesOf;
}

/** How an answer ended. */
export type AnswerEnd = Omit<RecordedEnd, 'cost' | 'cacheMiss' | 'cut'>;

/** A text that is to be counted. */
export interface CountAsk {
  /** How that is asked. */
  readonly way: CountingWay;
  readonly model: string;
  readonly text: string;
}

/**
 * Whatever answers a request: an endpoint, a model that the editor lends, or the one in the box. Who uses one asks for what it can, where it is and what
 * it costs, and never which one it is. Asking does not reject: what goes wrong is a part of the result, in words for people.
 */
export interface Backend {
  /** As in settings and sessions: the id of the provider. */
  readonly id: string;
  readonly name: string;
  /** Id of the model that a new question goes to, where one is named. */
  readonly model?: string;
  readonly location: Location;
  readonly can: Frozen<v.InferOutput<typeof capabilities>>;
  /** The user has set it up. Any other backend is asked only where it was chosen, except for a stand-in. */
  readonly isOwn: boolean;
  /** Is there without being set up, and asked by itself only where nothing else is: it gives way to what the user sets up. */
  readonly isStandIn: boolean;
  readonly needsKey: boolean;
  /** A key is stored for where it is, and can be read. Does not reject. */
  hasKey(): Promise<boolean>;
  /** Models that can be offered before it has listed its own; the one that a new question goes to is the first. */
  suggested(catalog: Catalog): string[];
  /**
   * Lists the parameters that a request to a model may set, and those that are known to be refused. Rejects where the tables do
   * not load.
   */
  parameters(model: string): Promise<readonly ParameterOffer[]>;
  /** Returns what its own list says of a model, where that was read in this window. It holds for this backend alone. */
  says?(model: string): ProviderSaid | undefined;
  /** The name of a model as people read it elsewhere, where it has one besides its id. */
  nameOf?(model: string): string | undefined;
  /** The local server that the user says that it is. */
  readonly server?: LocalServer;
  /** Returns the known abilities of a model here, the surest first, without those of the catalog. See `abilityOf`. */
  knows?(model: string): readonly AbilitiesBy[];
  /** The cost of an answer of a model. `undefined` where there is nothing to say. Rejects where the catalog is needed and does not load. */
  costOf(model: string, usage: Usage | undefined, catalog: Prices): Promise<UsageCost | undefined>;
  /** A model of it goes on with an answer that is begun for it, as is known. Left out where none does. */
  continues?(model: string, catalog: Pick<Catalog, 'findModel'>): boolean;
  /** Why it cannot take a request, as far as that is known before; `undefined` where nothing speaks against it. */
  whyNot(request: ChatRequest): Promise<ErrorView | undefined>;
  /** Asks for one answer. */
  ask(request: ChatRequest, listener: AnswerListener): Promise<AnswerEnd>;
  /** Its models, sorted by their ids, without repetition. Costs nothing. */
  listModels(signal: AbortSignal): Promise<Outcome<readonly ListedModel[]>>;
  /** Finds out whether it works. */
  test(signal: AbortSignal): Promise<Outcome<Reached>>;
  /** Tokens of a text as its model has them, counted in the extension: nothing is sent. Left out where that cannot be done. */
  countHere?(text: string, signal: AbortSignal): Promise<Outcome<number>>;
  /** Tokens of a text as a model counts them: whoever answers gets the text. For what it has, or may have. Left out where that cannot be done. */
  countThere?(model: string, text: string, signal: AbortSignal): Promise<Outcome<number>>;
}

/** A question about what a model does. */
export interface ProbeAsk {
  readonly id: ProbeId;
  readonly model: string;
}

/** One of the user's. */
export interface EndpointBackend extends Backend {
  /** Asks one of its models once, to find out what it does there. */
  probe(ask: ProbeAsk, signal: AbortSignal): Promise<Outcome<ProbeFinding>>;
  /** Tokens of a text as its server counts them: the text is sent there. */
  countTokens(ask: CountAsk, signal: AbortSignal): Promise<Outcome<number>>;
}

/** One that is there without a setting: the extension brings it, or the editor lends it. No setting can have its id, so that neither hides the other. */
export interface BuiltInBackend extends Backend {
  readonly id: `${typeof builtInPrefix}${string}`;
}
export const builtInPrefix = 'built-in:';

/** Those that can be asked. */
export interface Backends {
  /** The user's in their order, and behind them what is built in. */
  all(): readonly Backend[];
  /**
   * Whom a question goes to where nobody has chosen: the first of the user's, or the stand-in where none was ever set up.
   * `undefined` where what the user set up cannot be read: nothing else takes its place in silence.
   */
  usual(): Backend | undefined;
  /** By the id of the provider. */
  find(id: string | null): Backend | undefined;
  /** That of an endpoint, which need not be set up. */
  at(endpoint: Endpoint): EndpointBackend;
}

/** The sources that `backendsOf` composes backends from. */
interface Answerers extends Pick<Backends, 'at'> {
  /** The backends that the user has set up, as they stand now. */
  readonly own: () => readonly Backend[];
  readonly builtIn: () => readonly BuiltInBackend[];
  /** Nothing of what the user has set up was left out. */
  readonly isReadable: () => boolean;
}

/** Composes who can be asked: whoever is in the list can be found, and be the usual one. */
export function backendsOf({ own, builtIn, isReadable, at }: Answerers): Backends {
  const all = (): readonly Backend[] => [...own(), ...builtIn()];
  return {
    at,
    all,
    usual() {
      const [first] = own();
      return first ?? (isReadable() ? builtIn().find(({ isStandIn }) => isStandIn) : undefined);
    },
    find: (id) => all().find((backend) => backend.id === id),
  };
}
