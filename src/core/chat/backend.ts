import * as v from 'valibot';
import type { BytesOf } from '../base/bytesText';
import type { Frozen } from '../base/frozen';
import type { Catalog } from '../catalog/catalog';
import type { ProviderSaid } from '../catalog/live/said';
import type { LocalServer } from '../catalog/live/served';
import type { UsageCost } from '../catalog/priceUsage';
import type { CountingWay } from './providerCounting/ways';
import type { Reached } from './discovery/connectionCheck';
import type { ListedModel } from './discovery/readListedModel';
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

/** Abilities of a backend other than answering. A page gets them unchanged. */
export const capabilities = v.object({
  /** Whether it can list its models. */
  listsModels: v.boolean(),
  /**
   * Whether a card with facts of the glossary and the catalog follows its answers, as it is not to be trusted with
   * facts.
   */
  referenceCard: v.boolean(),
  /** Whether its requests have a body, to which the user can add fields. */
  bodyFields: v.boolean(),
  /** Set where it takes tools and their results. `errors`: a result can be marked as an error. */
  tools: v.exactOptional(v.object({ errors: v.boolean() })),
  /** Set where it has no role for a system prompt, which then becomes the first message of the user. */
  systemAsMessage: v.exactOptional(v.literal(true)),
  /** Set where it reports neither usage nor cost, so that its tokens are counted. */
  saysNoUsage: v.exactOptional(v.literal(true)),
  /** The limit of tokens for an answer where the user sets none, as one has to be sent. */
  sentLimit: v.exactOptional(tokens),
});

/** The part of the catalog that a cost is calculated with. */
export type Prices = () => Promise<Pick<Catalog, 'findModel' | 'now'>>;

export interface AnswerListener {
  readonly signal: AbortSignal;
  /** Called with the joined events of 40 ms, for the last time before `ask` resolves. */
  readonly onEvents: (events: readonly ChatEvent[]) => void;
  /**
   * Called once at the end, before `ask` resolves, by a backend that asks over the network. Gets what was sent and
   * received for the answer, without the key; `undefined` where nothing was sent. Absent where nothing keeps the
   * exchange.
   */
  readonly onWire?: (wire: Promise<Wire | undefined>) => void;
  /** Set where a request that is refused as one too many is not repeated, as the caller repeats it itself. */
  readonly isOnce?: true;
  /**
   * Returns the bytes of a file that the messages name, by their SHA-256; `undefined` where they are gone. Absent where
   * there are no files.
   */
  readonly media?: BytesOf;
}

/** How an answer ended. */
export type AnswerEnd = Omit<RecordedEnd, 'cost' | 'cacheMiss' | 'cut'>;

/** A text that is to be counted. */
export interface CountAsk {
  /** The way in which the server counts. */
  readonly way: CountingWay;
  readonly model: string;
  readonly text: string;
}

/**
 * The source of answers: an endpoint, a model that the editor lends, or the built-in one. Its users depend on its
 * abilities, its location and its cost, and never on its kind. `ask` does not reject: an error is a part of the result,
 * in words for people.
 */
export interface Backend {
  /** The id of the provider, as in settings and sessions. */
  readonly id: string;
  readonly name: string;
  /** Id of the model that a new question goes to, where one is named. */
  readonly model?: string;
  readonly location: Location;
  readonly can: Frozen<v.InferOutput<typeof capabilities>>;
  /** Whether the user has set it up. Any other backend is asked only where it was chosen, except for a stand-in. */
  readonly isOwn: boolean;
  /**
   * Whether it exists without being set up, and is asked by itself only where there is nothing else. It gives way to
   * backends that the user sets up.
   */
  readonly isStandIn: boolean;
  readonly needsKey: boolean;
  /** Whether a key is stored for its address and can be read. Does not reject. */
  hasKey(): Promise<boolean>;
  /**
   * Returns the models that can be offered before it has listed its own. The one that a new question goes to comes
   * first.
   */
  suggested(catalog: Catalog): string[];
  /**
   * Lists the parameters that a request to a model may set, and those that are known to be refused. Rejects where the tables do
   * not load.
   */
  parameters(model: string): Promise<readonly ParameterOffer[]>;
  /**
   * Returns the figures of a model from its own list, where that was read in this window. They hold for this backend
   * alone.
   */
  says?(model: string): ProviderSaid | undefined;
  /** Returns the name of a model as people know it, where it has one other than its id. */
  nameOf?(model: string): string | undefined;
  /** The local server that it is, by the user's choice. */
  readonly server?: LocalServer;
  /** Returns the known abilities of a model here, the surest first, without those of the catalog. See `abilityOf`. */
  knows?(model: string): readonly AbilitiesBy[];
  /**
   * Returns the cost of an answer; `undefined` where there is nothing to report. Rejects where the catalog is needed
   * and does not load.
   */
  costOf(model: string, usage: Usage | undefined, catalog: Prices): Promise<UsageCost | undefined>;
  /** Whether a model is known to continue an answer that is begun for it. Absent where none does. */
  continues?(model: string, catalog: Pick<Catalog, 'findModel'>): boolean;
  /** Returns why it cannot take a request, as far as that is known in advance; `undefined` where no reason is known. */
  whyNot(request: ChatRequest): Promise<ErrorView | undefined>;
  /** Asks for one answer. */
  ask(request: ChatRequest, listener: AnswerListener): Promise<AnswerEnd>;
  /** Lists its models, sorted by their ids, without repetition. Costs nothing. */
  listModels(signal: AbortSignal): Promise<Outcome<readonly ListedModel[]>>;
  /** Checks whether it works. */
  test(signal: AbortSignal): Promise<Outcome<Reached>>;
  /**
   * Counts the tokens of a text for its model in the extension, without sending anything. Absent where that is not
   * possible.
   */
  countHere?(text: string, signal: AbortSignal): Promise<Outcome<number>>;
  /**
   * Counts the tokens of a text by asking its provider, which gets the text, for a model that it has or may have.
   * Absent where that is not possible.
   */
  countThere?(model: string, text: string, signal: AbortSignal): Promise<Outcome<number>>;
}

/** A question about what a model does. */
export interface ProbeAsk {
  readonly id: ProbeId;
  readonly model: string;
}

/** A backend that the user has set up. */
export interface EndpointBackend extends Backend {
  /** Asks one of its models once, to find out what the model does there. */
  probe(ask: ProbeAsk, signal: AbortSignal): Promise<Outcome<ProbeFinding>>;
  /** Asks its server for the tokens of a text, which is sent there. */
  countTokens(ask: CountAsk, signal: AbortSignal): Promise<Outcome<number>>;
}

/**
 * A backend without a setting: the extension brings it, or the editor lends it. No setting can have its id, so that
 * neither hides the other.
 */
export interface BuiltInBackend extends Backend {
  readonly id: `${typeof builtInPrefix}${string}`;
}
export const builtInPrefix = 'built-in:';

/** The backends that can be asked. */
export interface Backends {
  /** Returns the user's backends in their order, followed by the built-in ones. */
  all(): readonly Backend[];
  /**
   * Returns the backend of a question where none was chosen: the first of the user's, or the stand-in where none was
   * ever set up. `undefined` where the user's setup cannot be read, as nothing else may silently replace it.
   */
  usual(): Backend | undefined;
  /** Finds a backend by the id of its provider. */
  find(id: string | null): Backend | undefined;
  /** Returns the backend of an endpoint, which need not be set up. */
  at(endpoint: Endpoint): EndpointBackend;
}

/** The sources that `backendsOf` composes backends from. */
interface Answerers extends Pick<Backends, 'at'> {
  /** Returns the backends that the user has set up at the moment. */
  readonly own: () => readonly Backend[];
  readonly builtIn: () => readonly BuiltInBackend[];
  /** Whether nothing of the user's setup was left out. */
  readonly isReadable: () => boolean;
}

/** Composes the backends that can be asked. Each one in the list can be found, and can be the usual one. */
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
