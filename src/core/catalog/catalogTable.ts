import type { Source } from '../base/source';
import type { EncodingName } from './encodingName';
import type { FileLimits, ImageTokens } from './imageTable';
import type { LifecycleRecord } from './lifecycleTable';
import type { Price } from './priceTable';

export type Openness = 'closed' | 'open-weights' | 'mixed';
/** Statuses from the best choice to a model that is gone. */
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

/** Terms on which the weights of a model are available. */
export interface Licence {
  readonly name: string;
  /** Address of its text, or of a page that says that the licence holds for this model. */
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
  /** Minutes for which an entry is kept at least, since it was last used. */
  readonly lifetime?: number;
  /** Whether only what a request marks is cached. */
  readonly needsBreakpoint?: true;
}

/** A model on one day. */
export interface Model {
  /** The id that the maker's API takes. */
  readonly id: string;
  readonly family: string;
  /**
   * Whether it stands for its family where one model of each is shown or chosen. Exactly one model of each family has
   * this.
   */
  readonly representative?: true;
  /**
   * Whether it is made for one use, such as code, or sold on terms of its own. It is no proposal for a user who looks
   * for a model.
   */
  readonly special?: true;
  readonly name: string;
  /** Other ids for exactly this model. */
  readonly aliases?: readonly string[];
  readonly notes?: string;
  /** ISO date, possibly only year and month. */
  readonly released?: string;
  readonly status: ModelStatus;
  /** The published end of the model at the maker's own API. */
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
  /** Id of the source that says that the model continues an answer begun for it. Absent where no source does. */
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
  /** Ids of the models that the maker names as replacement, one after the other, as each may be gone too. */
  readonly successors?: readonly string[];
  readonly source: Source;
};

/** A model in the form of the table: with its status while it lives, and its prices of all days. */
export type ModelEntry = Omit<Model, 'price'> & { readonly price?: Price | readonly Price[] };

/**
 * Kinds of text for which a ratio between the tokens of two tokenizers was published. `cjk`: Chinese, Japanese and
 * Korean. `other`: letters of other scripts than Latin, one or several. `mixed`: Latin letters beside other scripts or
 * emoji. `accented`: prose in which many letters have marks, as in Czech.
 */
export type TextKind = 'prose' | 'accented' | 'code' | 'json' | 'cjk' | 'emoji' | 'other' | 'mixed';

/** A rule that turns a count in an encoding into an estimate for another tokenizer. */
interface EstimateRule {
  /** The count in the encoding is multiplied by this. */
  readonly factor: number;
  /** Half the width of the band, in percent: the estimate is right to plus or minus this much. */
  readonly bandPercent: number;
  readonly reason: string;
}

/** A way to count the tokens of a model. Where it has an `estimate`, the model's own tokenizer is another one. */
export interface Tokenizer {
  readonly id: string;
  readonly encoding: EncodingName;
  /** The rule for a mix of texts and for a text of unknown kind. `kinds` has the rules for kinds that were measured. */
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
