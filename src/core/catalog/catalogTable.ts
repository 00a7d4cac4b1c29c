import type { Source } from '../base/source';
import type { EncodingName } from './encodingName';
import type { FileLimits, ImageTokens } from './imageTable';
import type { LifecycleRecord } from './lifecycleTable';
import type { Price } from './priceTable';

export type Openness = 'closed' | 'open-weights' | 'mixed';
/** From the one to take to the one that is gone. */
export const modelStatuses = ['current', 'preview', 'legacy', 'deprecated', 'retired'] as const;
export type ModelStatus = (typeof modelStatuses)[number];
export type Modality = 'text' | 'image' | 'audio' | 'video' | 'pdf';

export interface Family {
  readonly id: string;
  /** Its place among the families, from 1. */
  readonly order: number;
  readonly name: string;
  readonly maker: string;
  readonly makerUrl: string;
  readonly openness: Openness;
  readonly opennessNote?: string;
  readonly summary: string;
  readonly strengths: string;
  /** The meaning of the names inside the family (Sonnet, Flash, mini). */
  readonly names?: string;
  readonly files?: FileLimits;
  /** ISO date. */
  readonly checked: string;
  readonly source: Source;
}

/** On what terms the weights of a model can be had. */
export interface Licence {
  readonly name: string;
  /** Its text, or a page that says that it holds for this model. */
  readonly url: string;
  readonly commercialUse: CommercialUse;
  /** The conditions, in a sentence. */
  readonly note?: string;
}
export type CommercialUse = 'yes' | 'conditions' | 'no';

/** Published figures of a model's prompt cache. */
export interface Caching {
  /** Tokens of the shortest prompt that is cached. */
  readonly minimum: number;
  /** Tokens in which reads are counted. */
  readonly step?: number;
  /** Minutes for which it is kept at least, since it was last used. */
  readonly lifetime?: number;
  /** Only what a request marks is cached. */
  readonly needsBreakpoint?: true;
}

/** A model on one day. */
export interface Model {
  /** The id that the maker's API takes. */
  readonly id: string;
  readonly family: string;
  /** Stands for its family where one model of each is shown or chosen. Exactly one of each family has it. */
  readonly representative?: true;
  /** Made for one use, as code, or sold on terms of its own: no proposal for whoever asks for a model. */
  readonly special?: true;
  readonly name: string;
  /** Other ids for exactly this model. */
  readonly aliases?: readonly string[];
  readonly notes?: string;
  /** ISO date, possibly only year and month. */
  readonly released?: string;
  readonly status: ModelStatus;
  /** Its published end at the maker's own API. */
  readonly life?: Life;
  readonly openness: Exclude<Openness, 'mixed'>;
  /** The licence of the weights, where they are open. */
  readonly licence?: Licence;
  /** Tokens. */
  readonly contextWindow?: number;
  /** Tokens. */
  readonly maxOutput?: number;
  readonly modalities?: { readonly input: readonly Modality[]; readonly output: readonly Modality[] };
  readonly reasoning?: boolean;
  /** Goes on with an answer that is begun for it: id of the source that says so. Left out where none does. */
  readonly prefill?: string;
  readonly knowledgeCutoff?: string;
  readonly price?: Price;
  readonly caching?: Caching;
  readonly images?: ImageTokens;
  /** Id of a `Tokenizer`. */
  readonly tokenizer: string;
  readonly checked: string;
  readonly sources: readonly (Source & { readonly id: string })[];
}

export type Life = Pick<LifecycleRecord, 'announced' | 'deprecated' | 'retires' | 'replacement' | 'change'> & {
  /** Ids of what the maker names in its place, one after the other, for that may be gone too. */
  readonly successors?: readonly string[];
  readonly source: Source;
};

/** A model as it stands in the table: its status while it lives, and its prices of all days. */
export type ModelEntry = Omit<Model, 'price'> & { readonly price?: Price | readonly Price[] };

/**
 * Kinds of text for which it was published how the tokens of two tokenizers stand to each other. `cjk`: Chinese, Japanese and
 * Korean. `other`: letters of other scripts than Latin, one or several. `mixed`: Latin letters beside other scripts or emoji.
 * `accented`: prose in which many letters have marks, as in Czech.
 */
export type TextKind = 'prose' | 'accented' | 'code' | 'json' | 'cjk' | 'emoji' | 'other' | 'mixed';

/** A rule that makes a count in an encoding an estimate of that of another tokenizer. */
interface EstimateRule {
  /** The count in the encoding is multiplied by this. */
  readonly factor: number;
  /** Plus or minus this many percent. */
  readonly bandPercent: number;
  readonly reason: string;
}

/** A way to count the tokens of a model. With `estimate` the model's own tokenizer is another one. */
export interface Tokenizer {
  readonly id: string;
  readonly encoding: EncodingName;
  /** The rule for a mix, and where the kind of the text is not known; for a kind that was measured: `kinds`. */
  readonly estimate?: EstimateRule & {
    readonly kinds?: readonly (EstimateRule & { readonly kind: TextKind; readonly source: Source })[];
  };
  /** Tokens that a request adds to the text of one message of a user, without thinking, where that is published. */
  readonly frame?: { readonly tokens: number; readonly source: Source };
  readonly source: Source;
}

export interface CatalogTable {
  readonly families: readonly Family[];
  readonly models: readonly ModelEntry[];
  readonly tokenizers: readonly Tokenizer[];
}
